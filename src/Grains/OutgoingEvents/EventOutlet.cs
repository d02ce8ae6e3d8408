using System.Collections.Concurrent;
using System.Threading.Channels;
using Microsoft.Extensions.Options;

namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// Hands events from payments' turns to the sender, so that no turn ever waits for a receiver. What is handed over is
/// stored already; what is lost here is handed over again when its time is up. Thread-safe.
/// </summary>
public sealed class EventOutlet(IOptions<EventOptions> options)
{
    /// <summary>What comes above it is handed over later.</summary>
    public const int WaitingMax = 500;

    private readonly Channel<EventToSend> waiting = Channel.CreateBounded<EventToSend>(
        new BoundedChannelOptions(WaitingMax) { FullMode = BoundedChannelFullMode.Wait });

    private readonly ConcurrentDictionary<(PaymentKey, string), bool> underWay = new();

    /// <summary>False when no receiver is set: then no event is made, stored or sent.</summary>
    public bool IsOn { get; } = options.Value.Url is not null;

    public EventOptions Options { get; } = options.Value;

    /// <summary>
    /// For so long nobody hands the same event over again: longer than a call takes. In one process the same event is
    /// never sent twice at once, however long it waits.
    /// </summary>
    public TimeSpan Lease { get; } = TimeSpan.FromSeconds(20 + (2 * options.Value.TimeoutSeconds));

    /// <summary>What the sender reads.</summary>
    public ChannelReader<EventToSend> Waiting => waiting.Reader;

    /// <summary>Hands an event over; one that is still under way in this process, or too much, is left.</summary>
    public void Add(EventToSend sent)
    {
        var id = (sent.Payment, sent.Event.Id);
        if (underWay.TryAdd(id, true) && !waiting.Writer.TryWrite(sent)) underWay.TryRemove(id, out _);
    }

    /// <summary>The sender has finished with it, however it went.</summary>
    public void Remove(EventToSend sent) => underWay.TryRemove((sent.Payment, sent.Event.Id), out _);
}

/// <summary>An event with what its body says beside it.</summary>
/// <param name="Payment">The payment.</param>
/// <param name="Event">As it is stored.</param>
/// <param name="Currency">ISO 4217.</param>
public sealed record EventToSend(PaymentKey Payment, OutgoingEvent Event, string Currency);
