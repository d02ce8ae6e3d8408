using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>A refusal as the published <see cref="Error"/> body, with the status of its code.</summary>
/// <param name="refusal">The refusal.</param>
/// <param name="status">A status that does not follow from the refusal; absent in nearly every case.</param>
internal sealed class RefusedResult(PaymentError refusal, int? status = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        if (ErrorStatus.IsFailure(refusal)) httpContext.Features.Get<ProvenCall>()?.NoteFailure();
        if (httpContext.GetEndpoint()?.Metadata.GetMetadata<CallerRule>() is { Proof: Proof.CallbackToken })
            AdapterMetrics.CallbackRefused(refusal.Code);
        httpContext.Response.StatusCode = status ?? ErrorStatus.For(refusal, DeclaredErrors.Of(httpContext).Statuses);
        return httpContext.Response.WriteAsJsonAsync(Error.Of(refusal), WebJson.Camel);
    }
}
