using System.Diagnostics;

namespace QliroAdapter.Silo;

/// <summary>
/// Puts the W3C trace id of the request into <c>x-trace-id</c> of every answer, so that whoever reports a problem can
/// name the log lines; and names the server span after the route, which the framework leaves to others.
/// </summary>
internal sealed class TraceIds(RequestDelegate next)
{
    public const string Header = "x-trace-id";

    public async Task Invoke(HttpContext context)
    {
        var activity = Activity.Current;
        context.Response.Headers[Header] = (activity?.TraceId ?? ActivityTraceId.CreateRandom()).ToHexString();
        await next(context);
        if (activity is { IsAllDataRequested: true } && context.GetEndpoint() is RouteEndpoint endpoint)
            activity.DisplayName = $"{context.Request.Method} {endpoint.RoutePattern.RawText}";
    }
}
