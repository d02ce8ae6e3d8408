using System.Globalization;
using Microsoft.Net.Http.Headers;

namespace QliroAdapter.Ops;

/// <summary>
/// Guards every ops page: 404 when no ops token is configured, the login form (401) without a login, 429 after too many
/// wrong tokens, 403 for a form sent from another site (CSRF) or by somebody who may only look. Sets the headers that
/// keep a page from being cached and framed, and from scripts that are not ours.
/// </summary>
internal sealed class OpsGate(OpsAccess access) : IEndpointFilter
{
    public async ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!access.IsOn) return TypedResults.NotFound();
        SetHeaders(http.Response.Headers);
        if (!HttpMethods.IsGet(http.Request.Method) && IsFromElsewhere(http.Request))
            return TypedResults.StatusCode(StatusCodes.Status403Forbidden);
        if (http.GetEndpoint()?.Metadata.GetMetadata<OpenToStrangers>() is not null) return await next(context);
        var (who, wait) = await access.Recognise(http.Request);
        if (who is null) return AskToLogIn(http, wait, OpsReturn.Of(http.Request));
        http.Features.Set(who);
        return HttpMethods.IsGet(http.Request.Method) || who.MayAct
            ? await next(context)
            : OpsPage.Of<Pages.NotAllowed>(StatusCodes.Status403Forbidden);
    }

    /// <summary>The login form, which leads to the page that was asked for.</summary>
    /// <param name="http">The request.</param>
    /// <param name="wait">How long no token of this caller is looked at; absent when one is.</param>
    /// <param name="to">See <see cref="OpsReturn"/>.</param>
    /// <param name="isWrong">True after a wrong token.</param>
    public static IResult AskToLogIn(HttpContext http, TimeSpan? wait, string? to, bool isWrong = false)
    {
        http.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        if (wait is { } time)
        {
            http.Response.Headers.RetryAfter = string.Create(
                CultureInfo.InvariantCulture, $"{Math.Ceiling(time.TotalSeconds)}");
        }
        return OpsPage.Of<Pages.Login>(
            wait is null ? StatusCodes.Status401Unauthorized : StatusCodes.Status429TooManyRequests,
            (nameof(Pages.Login.IsWrong), isWrong), (nameof(Pages.Login.Wait), wait), (nameof(Pages.Login.To), to));
    }

    // Browsers say which site a form was sent from. SameSite=Strict already keeps other sites from using the cookie;
    // this check also keeps them from sending the login form.
    private static bool IsFromElsewhere(HttpRequest request)
    {
        var site = request.Headers["Sec-Fetch-Site"].ToString();
        if (site.Length > 0) return site is not ("same-origin" or "none");
        var origin = request.Headers[HeaderNames.Origin].ToString();
        return origin.Length > 0
            && !(Uri.TryCreate(origin, UriKind.Absolute, out var from)
                && string.Equals(from.Authority, request.Host.Value, StringComparison.OrdinalIgnoreCase));
    }

    private static void SetHeaders(IHeaderDictionary headers)
    {
        headers.CacheControl = "no-store";
        headers.ContentSecurityPolicy =
            "default-src 'none'; style-src 'self'; script-src 'self'; connect-src 'self'; form-action 'self'; "
            + "base-uri 'none'; frame-ancestors 'none'";
        headers.XContentTypeOptions = "nosniff";
        headers.XFrameOptions = "DENY";
        headers["Referrer-Policy"] = "no-referrer";
    }
}

/// <summary>Marks a page that is shown without a login.</summary>
internal sealed class OpenToStrangers
{
    public static readonly OpenToStrangers Mark = new();
}
