using System.Diagnostics;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace QliroAdapter.Silo;

/// <summary>
/// Runs around every message to a grain: passes on the trace's parent, turns a full queue into
/// <see cref="GrainBusyException"/>, and repeats messages that were lost with a silo, because Orleans repeats none. Any
/// message is repeated when it was rejected before its turn began (the silo is gone and the membership does not know
/// yet). When its turn may have begun (its silo died, or a front got no answer in time), only a message that may come
/// twice is repeated. A silo does not repeat a message after its own time-out: the message may still be queued, and it
/// is the same object.
/// </summary>
internal sealed class OutgoingCalls(
    TimeProvider time, SiloMetrics metrics, IHostApplicationLifetime host, IServiceProvider services)
    : IOutgoingGrainCallFilter
{
    /// <summary>The request context's key of the trace's parent, in the W3C form.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>
    /// A rejection comes at once. The next attempt follows after a quarter of a second, for about 10 s in all.
    /// </summary>
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(250);

    private const int RefusalsMax = 40;

    /// <summary>
    /// How often a front waits for its response time-out. A silo's death is known after about 6 s, so the second
    /// attempt reaches a living one.
    /// </summary>
    private const int TimeoutsMax = 3;

    // A front is a client and sends bytes, so a message whose answer did not come can be sent again.
    private readonly bool isFront = services.GetService<ILocalSiloDetails>() is null;

    public Task Invoke(IOutgoingGrainCallContext context)
        => OurCalls.Of(context.InterfaceMethod) is { } call ? Send(context, call) : context.Invoke();

    private async Task Send(IOutgoingGrainCallContext context, OurCalls call)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } parent })
            RequestContext.Set(TraceParent, parent);
        metrics.MessageSent();
        try
        {
            await Deliver(context, call);
        }
        catch (LimitExceededException)
        {
            throw new GrainBusyException($"Too many messages wait for {context.TargetId.Key}; send it again later.");
        }
        catch (OperationCanceledException) when (call.IsHookTurn)
        {
            metrics.HookTimedOut();
            throw;
        }
        finally
        {
            metrics.MessageAnswered();
        }
    }

    private async Task Deliver(IOutgoingGrainCallContext context, OurCalls call)
    {
        var (refusals, timeouts) = (0, 0);
        while (true)
        {
            try
            {
                await context.Invoke();
                return;
            }
            catch (Exception lost) when (IsRejected(lost) || lost is SiloUnavailableException)
            {
                var mayRepeat = IsRejected(lost) || MayComeTwice(context, call);
                if (!mayRepeat || ++refusals > RefusalsMax || host.ApplicationStopping.IsCancellationRequested)
                {
                    if (IsRejected(lost)) throw new GrainBusyException($"No node took the message: {lost.Message}");
                    throw;
                }
            }
            catch (TimeoutException) when (isFront && MayComeTwice(context, call) && ++timeouts < TimeoutsMax)
            {
                continue;
            }

            await Task.Delay(pause, time);
        }
    }

    private static bool MayComeTwice(IOutgoingGrainCallContext context, OurCalls call)
        => !call.BeginsOnce || context.Request.GetArgument(0) is IKeyedMessage { IdempotencyKey: not null };

    /// <summary>
    /// True when the message was not sent, or was rejected before its turn began. A silo that died may have begun it;
    /// Orleans derives that exception from the one for rejections.
    /// </summary>
    private static bool IsRejected(Exception failure) => failure is ConnectionFailedException
        or OrleansMessageRejectionException and not SiloUnavailableException;
}
