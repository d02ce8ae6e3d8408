using Microsoft.Net.Http.Headers;

namespace QliroAdapter.WebFront;

/// <summary>
/// Checks every route that has a <see cref="CallerRule"/>, in this order: the call names merchant and channel (400),
/// the caller is authenticated (401), names and ids can be such (400), it is not called too often (429), the body is
/// not too large (413). Only then is the body read.
/// </summary>
internal sealed class CallerCheck(
    RequestDelegate next, CallProof proofs, RefusedCalls refused, RefusedCallers callers, CallLimits limits,
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
        var found = proofs.Judge(context.Request, rule, address);
        if (found.Verdict != ProofVerdict.Good)
        {
            refused.Count(rule.Proof, found, IsMissing(context.Request, rule.Proof),
                (context.GetEndpoint() as RouteEndpoint)?.RoutePattern.RawText);
            callers.Refused(address.Merchant, found.Verdict);
            await Refusal(found.Verdict, rule, context).ExecuteAsync(context);
            return;
        }
        callers.LetIn(address.Merchant);
        if (address.Malformed is { } malformed)
        {
            await TypedResults.ValidationProblem(malformed).ExecuteAsync(context);
            return;
        }
        if (!limits.LetsIn(found.Caller, address.Subject))
        {
            await (rule.Undecided?.Invoke() ?? CallLimits.Refusal(context)).ExecuteAsync(context);
            return;
        }
        context.Features.Set(new ProvenCall(address.Merchant));
        if (context.Request.ContentLength > JsonBody.BytesMax) throw JsonBody.TooLarge();
        await next(context);
    }

    private static bool IsMissing(HttpRequest request, Proof proof) => string.IsNullOrEmpty(
        proof == Proof.CallbackToken ? request.Query["token"] : BearerToken.ReadUnverified(request));

    private static IResult Refusal(ProofVerdict verdict, CallerRule rule, HttpContext context)
    {
        if (verdict == ProofVerdict.Expired && rule.Undecided is { } answer) return answer();
        if (rule.Proof == Proof.BearerToken) context.Response.Headers[HeaderNames.WWWAuthenticate] = "Bearer";
        return new RefusedResult(new PaymentError
        {
            Code = ErrorCodes.Unauthorized,
            Message = verdict switch
            {
                ProofVerdict.NotForThis => "The bearer token is not for this merchant, or not for this route.",
                ProofVerdict.Expired => "The URL's token has expired.",
                _ when rule.Proof == Proof.BearerToken =>
                    "The Authorization header holds no bearer token that is accepted here.",
                _ => "The URL's token is missing or was not made for this payment.",
            },
        });
    }
}
