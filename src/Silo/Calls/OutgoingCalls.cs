using System.Diagnostics;
using Orleans.Runtime;
using Orleans.Runtime.Messaging;

namespace QliroAdapter.Silo;

/// <summary>
/// Around every message to a grain: the trace's parent travels along, a full queue becomes
/// <see cref="GrainBusyException"/>, and what a dying silo lost is sent again. Orleans repeats nothing by itself.
/// Every message may come twice: those that start something carry an identity, by which the grain recognises the
/// second (<see cref="IIdentifiedMessage"/>), also while the first is still worked on. What a silo itself waited for in
/// vain is not repeated: the message may still be queued there, and it is the same object.
/// </summary>
internal sealed class OutgoingCalls(
    TimeProvider time, SiloMetrics metrics, IHostApplicationLifetime host, IServiceProvider services)
    : IOutgoingGrainCallFilter
{
    /// <summary>The request context's key of the trace's parent, in the W3C form.</summary>
    public const string TraceParent = "traceparent";

    /// <summary>
    /// The request context's key of the moment, in UTC ticks, after which a message that starts something is not begun
    /// (<see cref="BeginWithin"/>). Absent of one that was sent again: what it started may be under way.
    /// </summary>
    public const string BeginBy = "begin-by";

    /// <summary>
    /// The key of the silo that sent it. Only the same silo asks for that moment: another one's clock may be wrong by
    /// as much.
    /// </summary>
    public const string Sender = "sender";

    /// <summary>
    /// A turn takes up to 40 s when a partner is slow, and its sender waits for 60 s. What would begin later would move
    /// money after the sender has given up, and perhaps asked again.
    /// </summary>
    public static readonly TimeSpan BeginWithin = TimeSpan.FromSeconds(20);

    /// <summary>
    /// A rejection comes at once. The next attempt follows after a quarter of a second, for about 10 s in all.
    /// </summary>
    private static readonly TimeSpan pause = TimeSpan.FromMilliseconds(250);

    private const int RefusalsMax = 40;

    /// <summary>
    /// A front waits in portions of 8 s, for as long in all as a silo does (60 s), which is above the longest turn. A
    /// death is known after about 6 s, so the second portion arrives.
    /// </summary>
    private const int TimeoutsMax = 8;

    // A front has none. It is a client and sends bytes, so a message whose answer did not come can be sent again.
    private readonly string? silo = services.GetService<ILocalSiloDetails>()?.SiloAddress.ToParsableString();

    public Task Invoke(IOutgoingGrainCallContext context)
        => OurCalls.Of(context.InterfaceMethod) is { } call ? Send(context, call) : context.Invoke();

    private async Task Send(IOutgoingGrainCallContext context, OurCalls call)
    {
        if (Activity.Current is { IdFormat: ActivityIdFormat.W3C, Id: { } parent })
            RequestContext.Set(TraceParent, parent);
        if (silo is not null && context.Request.GetArgument(0) is IIdentifiedMessage)
        {
            RequestContext.Set(BeginBy, (time.GetUtcNow() + BeginWithin).UtcTicks);
            RequestContext.Set(Sender, silo);
        }
        metrics.MessageSent();
        try
        {
            await Deliver(context);
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

    private async Task Deliver(IOutgoingGrainCallContext context)
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
                var mayRepeat = IsRejected(lost) || MayComeTwice(context);
                if (!mayRepeat || ++refusals > RefusalsMax || host.ApplicationStopping.IsCancellationRequested)
                {
                    if (IsRejected(lost)) throw new GrainBusyException($"No node took the message: {lost.Message}");
                    throw;
                }
            }
            catch (TimeoutException) when (silo is null && MayComeTwice(context) && ++timeouts < TimeoutsMax)
            {
                RequestContext.Remove(BeginBy);
                continue;
            }

            RequestContext.Remove(BeginBy);
            await Task.Delay(pause, time);
        }
    }

    /// <summary>One that starts something and has no identity would start it again.</summary>
    private static bool MayComeTwice(IOutgoingGrainCallContext context)
        => context.Request.GetArgument(0) is not IIdentifiedMessage { MessageId: null };

    /// <summary>
    /// True when the message was not sent, or was rejected before its turn began. A silo that died may have begun it;
    /// Orleans derives that exception from the one for rejections.
    /// </summary>
    private static bool IsRejected(Exception failure) => failure is ConnectionFailedException
        or OrleansMessageRejectionException and not SiloUnavailableException;
}
