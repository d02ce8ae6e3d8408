using QliroAdapter.Ops;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Reconciliation;

/// <summary>
/// Reconciliation: compares Norce, the adapter and Qliro. Safe repairs are enqueued. For the rest the comparison itself
/// is parked, with every reason, until an operator has it repeated.
/// </summary>
public static class Reconcile
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment.State == PaymentState.Creating) return DeliveryAttempt.Done();
        var read = await Find(turn);
        // A person is called only for what a second read shows as well: one answer may have been spoiled on its way.
        if (read.IsAccepted && read.Value.Any(discrepancy => discrepancy.Repair is null)) read = await Find(turn);
        if (!read.IsAccepted) return DeliveryAttempt.Later(read.Error.Message);
        var discrepancies = read.Value;
        AdapterMetrics.PaymentCompared();
        foreach (var discrepancy in discrepancies)
            AdapterMetrics.DiscrepancyFound(discrepancy.Name, isRepaired: discrepancy.Repair is not null);
        foreach (var discrepancy in discrepancies.Where(discrepancy => discrepancy.Repair is not null))
            turn.Raise(
                new EntryEnqueued(discrepancy.Repair!.Value, turn.Now, $"{discrepancy.Name}: {discrepancy.What}"));
        var forPerson = discrepancies
            .Where(discrepancy => discrepancy.Repair is null)
                .Select(discrepancy => $"{discrepancy.Name}: {discrepancy.What}").ToList();
        var needed = string.Join(" ", forPerson);
        if (forPerson.Count > 0 && needed == turn.Payment.AcceptedDifference)
            return DeliveryAttempt.Done("it differs as an operator has accepted");
        return forPerson.Count > 0
            ? DeliveryAttempt.Park(needed)
            : DeliveryAttempt.Done(
                discrepancies.Count == 0 ? null
                    : $"repaired {string.Join(", ", discrepancies.Select(discrepancy => discrepancy.Name))}");
    }

    private static async Task<Outcome<IReadOnlyList<FoundDiscrepancy>>> Find(Turn turn)
    {
        var snapshot = await PartnerSnapshot.Read(turn);
        if (!snapshot.IsAccepted) return snapshot.Error;
        return new Outcome<IReadOnlyList<FoundDiscrepancy>>
        {
            Value = Discrepancies.Find(turn.Payment, snapshot.Value, turn.Services.Adapter.PaymentState),
        };
    }
}
