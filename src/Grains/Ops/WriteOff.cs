using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Ops;

/// <summary>
/// An operator has settled elsewhere what waits for a person, or leaves it as it is. Nobody is called, and no money
/// moves: an operation of which nothing is at Qliro ends as failed, one of which something may be there stays. Pure.
/// </summary>
public static class WriteOff
{
    /// <summary>
    /// In guard order: refused while an operation that cannot go on has a request at Qliro; refused when nothing waits
    /// for a person. Otherwise each parked entry leaves the outbox, a parked discrepancy is remembered as accepted, and
    /// a failed newest operation and events that were given up need nobody any more.
    /// </summary>
    public static Outcome<IReadOnlyList<PaymentEvent>> Decide(
        PaymentKey key, PaymentDocument payment, DateTimeOffset now)
    {
        var parked = payment.Outbox.Where(entry => entry.IsParked).ToList();
        var stuck = parked.Exists(entry => entry.Kind == OutboxKind.AdvanceOperation) ? payment.OpenOperation() : null;
        if (stuck is { } sent && sent.NextPart() is not { Status: PartStatus.NotSent })
            return OpsRefusal.MoneyUnderWay(key, sent);
        var failed = payment.Operations is [.., { Status: OperationStatus.Failed, IsWrittenOff: false } newest]
            ? newest : null;
        var undelivered = payment.Events?.Where(UndeliveredEvents.IsGivenUp).ToList() ?? [];
        if (parked.Count == 0 && failed is null && undelivered.Count == 0) return OpsRefusal.NothingToWriteOff(key);
        return new()
        {
            Value =
            [
                .. parked.SelectMany(Ended),
                .. stuck is { } open
                    ? OperationProgress.Failed(payment, open, GivenUp(open), "written off", now)
                        .Append(new OperationWrittenOff(open.Ordinal))
                    : [],
                .. failed is { } known ? [new OperationWrittenOff(known.Ordinal)] : (PaymentEvent[])[],
                .. undelivered.Select(told => new EventWrittenOff(told.Number, told.Type)),
            ],
        };
    }

    private static IEnumerable<PaymentEvent> Ended(OutboxEntry entry)
    {
        if (entry is { Kind: OutboxKind.Reconcile, Problem: { } difference })
            yield return new DifferenceAccepted(difference);
        yield return new EntryWrittenOff(entry.Kind, entry.Ordinal);
    }

    private static PaymentError GivenUp(Operation operation) => Refusal.Of(
        ErrorCodes.PaymentConflict,
        $"{operation.Name} {operation.Ordinal} was written off before it was sent to Qliro.");
}
