using Microsoft.Net.Http.Headers;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront;

/// <summary>
/// Checks every route that has a <see cref="CallerRule"/>, in this order: the call names merchant and channel (400),
/// the caller is authenticated (401), names and ids can be such (400), the body is not too large (413). Only then is
/// the body read.
/// </summary>
internal sealed class CallerCheck(
    RequestDelegate next, AccessTokens accessTokens, CallbackTokens callbackTokens, RefusedCalls refused,
    ILogger<CallerCheck> logger)
{
    public Task Invoke(HttpContext context)
        => context.GetEndpoint()?.Metadata.GetMetadata<CallerRule>() is { } rule ? Check(context, rule) : next(context);

    private async Task Check(HttpContext context, CallerRule rule)
    {
        var address = CallAddress.Read(context.Request, rule.AddressIn);
        if (address.Missing is { Count: > 0 } missing)
        {
            await TypedResults.ValidationProblem(missing).ExecuteAsync(context);
            return;
        }
        using var scope = logger.BeginScope(address);
        if (!IsProven(context.Request, rule.Proof, address))
        {
            refused.Count(rule.Proof, IsMissing(context.Request, rule.Proof),
                (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
            await Unauthorized(context, rule.Proof);
            return;
        }
        if (address.Malformed is { } malformed)
        {
            await TypedResults.ValidationProblem(malformed).ExecuteAsync(context);
            return;
        }
        if (context.Request.ContentLength > JsonBody.BytesMax) throw JsonBody.TooLarge();
        await next(context);
    }

    private bool IsProven(HttpRequest request, Proof proof, CallAddress address) => proof switch
    {
        Proof.CallbackToken => callbackTokens.Matches(address.Payment, request.Query["token"]),
        _ => accessTokens.Match(BearerToken.ReadUnverified(request)) is not null,
    };

    private static bool IsMissing(HttpRequest request, Proof proof) => string.IsNullOrEmpty(
        proof == Proof.CallbackToken ? request.Query["token"] : BearerToken.ReadUnverified(request));

    private static Task Unauthorized(HttpContext context, Proof proof)
    {
        if (proof == Proof.BearerToken) context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return new RefusedResult(new PaymentError
        {
            Code = ErrorCodes.Unauthorized,
            Message = proof == Proof.BearerToken
                ? "The Authorization header holds no bearer token that is accepted here."
                : "The URL's token is missing or was not made for this payment.",
        }).ExecuteAsync(context);
    }
}
