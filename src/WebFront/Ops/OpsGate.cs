using Microsoft.Net.Http.Headers;

namespace QliroAdapter.Ops;

/// <summary>
/// Guards every ops page: 404 when no ops token is configured, the login form (401) without a login, 403 for a form
/// sent from another site (CSRF). Sets the headers that keep a page from being cached, framed or scripted.
/// </summary>
internal sealed class OpsGate(OpsAccess access) : IEndpointFilter
{
    public ValueTask<object?> InvokeAsync(EndpointFilterInvocationContext context, EndpointFilterDelegate next)
    {
        var http = context.HttpContext;
        if (!access.IsOn) return new(TypedResults.NotFound());
        SetHeaders(http.Response.Headers);
        if (!HttpMethods.IsGet(http.Request.Method) && IsFromElsewhere(http.Request))
            return new(TypedResults.StatusCode(StatusCodes.Status403Forbidden));
        if (http.GetEndpoint()?.Metadata.GetMetadata<OpenToStrangers>() is not null || access.Admits(http.Request))
            return next(context);
        http.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return new(OpsPage.Of<Pages.Login>(StatusCodes.Status401Unauthorized));
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
            "default-src 'none'; style-src 'self'; form-action 'self'; base-uri 'none'; frame-ancestors 'none'";
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
