using System.Diagnostics;

namespace QliroAdapter.Silo;

/// <summary>
/// Puts the W3C trace id of the request into <c>x-trace-id</c> of every answer, so that whoever reports a problem can
/// name its log lines.
/// </summary>
internal sealed class TraceIds(RequestDelegate next)
{
    public const string Header = "x-trace-id";

    public Task Invoke(HttpContext context)
    {
        var traceId = Activity.Current?.TraceId ?? ActivityTraceId.CreateRandom();
        context.Response.Headers[Header] = traceId.ToHexString();
        return next(context);
    }
}
