namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// Sent by a node's sender of events: what became of one. Repeats are harmless. The only refusal is payment-not-found.
/// </summary>
public sealed record RecordEventDelivery
{
    /// <summary>The event's number in its payment.</summary>
    public required int Number { get; init; }

    /// <summary>The event's id.</summary>
    public required string Id { get; init; }

    /// <summary>Why the receiver did not take it; absent when it did.</summary>
    public string? Problem { get; init; }
}
