using Microsoft.Extensions.Logging;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;

namespace QliroAdapter.Payments;

/// <summary>
/// Something that became true. Past tense; each feature has its own, and each knows what it changes.
/// </summary>
public abstract record PaymentEvent
{
    /// <summary>The row of the timeline that an operator reads; null when it would say nothing new.</summary>
    public abstract string? Describe();

    /// <summary>The kind of that row, one of <see cref="TimelineKind"/>: what went wrong is a problem.</summary>
    public virtual string RowKind => TimelineKind.Decision;

    /// <summary>The payment after it; no decisions.</summary>
    public abstract PaymentDocument Apply(PaymentDocument payment);

    /// <summary>
    /// Writes the log line of a decision that operators follow, once the decision is stored. Most events have none.
    /// </summary>
    /// <param name="logger">Writes inside the scope of the message, which holds the payment's ids.</param>
    /// <param name="before">The payment before the event; null when it was unknown.</param>
    /// <param name="at">When it was stored.</param>
    public virtual void Log(ILogger logger, PaymentDocument? before, DateTimeOffset at)
    {
    }

    /// <summary>
    /// What shops and monitoring are told of it, where they are told anything (docs/events.md). Most events have
    /// nothing to tell.
    /// </summary>
    /// <param name="before">The payment before the event; null when it was unknown.</param>
    public virtual IEnumerable<Announcement> Announce(PaymentDocument? before) => [];

    /// <summary>
    /// Counts the decision in the metrics, and for what the console shows over time, once it is stored. Most are not
    /// counted.
    /// </summary>
    /// <param name="before">The payment before the event; null when it was unknown.</param>
    /// <param name="traffic">What this process counts for the console.</param>
    public virtual void Count(PaymentDocument? before, TrafficRecorder traffic)
    {
    }
}

/// <summary>From here on the payment is known; the only kind of event that needs none before it.</summary>
public abstract record FirstEvent(PaymentDocument Document) : PaymentEvent
{
    public override PaymentDocument Apply(PaymentDocument payment) => Document;
}

/// <summary>The payment was missing in our store and was rebuilt from Norce and Qliro.</summary>
public sealed record PaymentRebuilt(PaymentDocument Document) : FirstEvent(Document)
{
    public override string Describe()
        => $"Rebuilt from Norce and Qliro: {Document.State.Name()}, {Document.Amount}, Qliro order "
            + $"{Document.QliroOrderId}.";
}
