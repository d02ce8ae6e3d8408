using System.Diagnostics;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace QliroAdapter.Silo;

/// <summary>
/// Around every message to a grain: the trace's parent travels along, a full queue becomes <see
/// cref="GrainBusyException"/>, and what a dying silo lost is sent again. Orleans repeats nothing by itself. Refused
/// before it began (the silo is gone and nobody has noticed): any message is repeated. Perhaps begun (its silo died
/// under it, a front waited in vain): only what may come twice. What a silo itself waited for in vain is not repeated:
/// the message may still be queued there, and it is the same object.
/// </summary>
internal sealed class OutgoingCalls(
    TimeProvider time, SiloMetrics metrics, IHostApplicationLifetime host, IServiceProvider services)
    : IOutgoingGrainCallFilter
{
    /// <summary>The request context's key of the trace's parent, in the W3C form.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>A refusal comes at once; the next try a quarter of a second later, for about 10 s in all.</summary>
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(250);

    private const int RefusalsMax = 40;

    /// <summary>A front's portions of waiting; a death is known after about 6 s, so the second arrives.</summary>
    private const int TimeoutsMax = 3;

    // A front is a client: it sends bytes, so that a message it gave up waiting for can be sent again.
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
    /// It was not sent, or refused at the door. A silo that died may have begun; Orleans derives that exception from
    /// the one for refusals.
    /// </summary>
    private static bool IsRejected(Exception failure) => failure is ConnectionFailedException
        or OrleansMessageRejectionException and not SiloUnavailableException;
}
