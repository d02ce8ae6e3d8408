namespace QliroAdapter.WebFront;

/// <summary>A refusal as the published <c>Error</c> body, with the status of its code.</summary>
/// <param name="error">The refusal.</param>
/// <param name="status">A status that does not follow from the code alone; absent almost always.</param>
internal sealed class RefusedResult(PaymentError error, int? status = null) : IResult
{
    public Task ExecuteAsync(HttpContext httpContext)
    {
        httpContext.Response.StatusCode =
            status ?? ErrorStatus.For(error.Code, DeclaredErrors.Of(httpContext).Statuses);
        return httpContext.Response.WriteAsJsonAsync(error, WebJson.Camel);
    }
}
