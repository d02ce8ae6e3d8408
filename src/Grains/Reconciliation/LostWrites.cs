using QliroAdapter.Checkout;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Reconciliation;

/// <summary>
/// What follows from a turn whose commit was lost: its writes are at the partners, though nothing stored tells of them.
/// Norce is read again a little later. Lines that Qliro got may be those of a change that Norce has discarded, so they
/// count as unknown until they have been sent again.
/// </summary>
public static class LostWrites
{
    /// <summary>The events by which the next commit accounts for the writes; none for an unknown payment.</summary>
    public static IEnumerable<PaymentEvent> Events(Turn turn, PartnerWrites lost)
    {
        if (lost == PartnerWrites.None || turn.Known is not { } payment) return [];
        var recheck = EntryEnqueued.Recheck(turn.Now);
        return lost.HasFlag(PartnerWrites.Qliro) && payment.State.IsOpen() && payment.QliroOrderId is not null
            ? [recheck,
                new LinesUnknown(turn.Now + LinesUnknown.LateMax),
                new EntryEnqueued(OutboxKind.ResyncLines, turn.Now + Schedule.CompareAfter)]
            : [recheck];
    }

    /// <summary>
    /// The event that a turn commits before it delivers what another activation may be delivering: the other's next
    /// commit meets this one, so that it knows. None when one waits already, so that the two do not hold each other up.
    /// </summary>
    public static IReadOnlyList<PaymentEvent> Announcement(Turn turn)
        => turn.Payment.PendingEntry(OutboxKind.RecheckNorce) is { Ordinal: 0 }
            ? []
            : [EntryEnqueued.Recheck(turn.Now)];

    /// <summary>
    /// The events by which a turn accounts for another activation that is at work as well: that one may write to Norce
    /// what it knew before, and die before it notices that it is too late. What this turn wrote is read again.
    /// </summary>
    public static IEnumerable<PaymentEvent> WithAnother(Turn turn) => Events(turn, turn.Writes & PartnerWrites.Norce);
}
