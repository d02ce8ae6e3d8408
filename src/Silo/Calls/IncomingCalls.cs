using System.Diagnostics;
using Orleans.Runtime;

namespace QliroAdapter.Silo;

/// <summary>
/// Runs around every turn: the log scope with the payment's ids, the activity that continues the caller's trace, and
/// the counters. A message that waited for too long to start something is not begun. Neither scopes nor activities flow
/// into a turn by themselves; the trace's parent is in the request context, where <see cref="OutgoingCalls"/> put it.
/// </summary>
internal sealed class IncomingCalls(
    SiloMetrics metrics, TimeProvider time, ILocalSiloDetails silo, ILogger<IncomingCalls> logger)
    : IIncomingGrainCallFilter
{
    /// <summary>The name of the activity source.</summary>
    public const string SourceName = "QliroAdapter.Silo";

    private static readonly ActivitySource source = new(SourceName);

    private readonly string self = silo.SiloAddress.ToParsableString();

    public Task Invoke(IIncomingGrainCallContext context)
        => OurCalls.Of(context.InterfaceMethod) is { } call ? Run(context, call) : context.Invoke();

    private async Task Run(IIncomingGrainCallContext context, OurCalls call)
    {
        if (IsTooLate(context))
            throw new GrainBusyException(
                $"Other messages to {context.TargetId.Key} were at work for too long; send it again later.");
        using var scope = logger.BeginScope(new CallScope(context.TargetId.Key.ToString()!));
        using var activity = Start(call);
        var started = time.GetTimestamp();
        var threw = true;
        metrics.TurnStarted();
        try
        {
            await context.Invoke();
            threw = false;
        }
        finally
        {
            metrics.TurnEnded(time.GetElapsedTime(started), threw);
            if (threw) activity.SetStatus(ActivityStatusCode.Error);
        }
    }

    // The context goes on to messages that the turn sends; each of those has a time of its own.
    private bool IsTooLate(IIncomingGrainCallContext context)
    {
        if (RequestContext.Get(OutgoingCalls.BeginBy) is not long last) return false;
        RequestContext.Remove(OutgoingCalls.BeginBy);
        return RequestContext.Get(OutgoingCalls.Sender) is string sender && sender == self
            && context.Request.GetArgument(0) is IIdentifiedMessage && time.GetUtcNow().UtcTicks > last;
    }

    // Without a listener no span is sampled. Log lines still name a trace: the caller's, or for due work a new one that
    // connects the lines of the turn.
    private static Activity Start(OurCalls call)
    {
        if (RequestContext.Get(OutgoingCalls.TraceParent) is not string parent)
            return source.StartActivity(call.Name) ?? new Activity(call.Name).Start();
        return source.StartActivity(call.Name, ActivityKind.Internal, parent)
            ?? new Activity(call.Name).SetParentId(parent).Start();
    }
}
