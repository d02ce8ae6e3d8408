using System.Diagnostics;

namespace QliroAdapter.Silo;

/// <summary>
/// Puts the W3C trace id of the request into <c>x-trace-id</c> of every answer, so that whoever reports a problem can
/// name its log lines and the rows of the payment's timeline.
/// </summary>
internal sealed class TraceIds(RequestDelegate next)
{
    public const string Header = "x-trace-id";

    public Task Invoke(HttpContext context)
    {
        if (Activity.Current is not { } request) return InOwnTrace(context);
        Name(context, request);
        return next(context);
    }

    /// <summary>Where nobody logs or listens, the framework starts no activity for a request.</summary>
    private async Task InOwnTrace(HttpContext context)
    {
        using var request = new Activity("Request");
        if (ActivityContext.TryParse(context.Request.Headers.TraceParent, null, isRemote: true, out var caller))
            request.SetParentId(caller.TraceId, caller.SpanId, caller.TraceFlags);
        Name(context, request.Start());
        await next(context);
    }

    private static void Name(HttpContext context, Activity request)
        => context.Response.Headers[Header] = request.TraceId.ToHexString();
}
