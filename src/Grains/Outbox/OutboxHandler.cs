using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>How one kind of outbox entry is delivered; its feature has one.</summary>
/// <param name="Kind">The kind.</param>
/// <param name="Meaning">What it does, said to an operator.</param>
/// <param name="Deliver">One try. The entry is stored already, and a repeat is harmless.</param>
public sealed record OutboxHandler(
    OutboxKind Kind, string Meaning, Func<Turn, OutboxEntry, Task<DeliveryAttempt>> Deliver)
{
    /// <summary>True when it cannot be done while the circuit to Norce is open.</summary>
    public bool NeedsNorce { get; init; } = true;

    /// <summary>Whether it cannot be done, for this payment, while the circuit to Qliro is open.</summary>
    public Func<Turn, bool> NeedsQliro { get; init; } = _ => true;

    /// <summary>True when it is tried all the same, for it measures by itself how long it waits.</summary>
    public bool IsTriedInOutage { get; init; }
}
