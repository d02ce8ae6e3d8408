using QliroAdapter.Ops;
using QliroAdapter.Payments;

namespace QliroAdapter.OwedCalls;

/// <summary>
/// Compares Norce, the adapter and Qliro. What is safe to repair becomes owed; for the rest the comparison itself is
/// parked, with every reason, until an operator has it made again.
/// </summary>
public static class CompareSides
{
    public static async Task<Delivery> Deliver(Turn turn)
    {
        if (turn.Payment.State == PaymentState.Creating) return Delivery.Done();
        var sides = await Sides.Read(turn);
        if (!sides.IsAccepted) return Delivery.Later(sides.Error.Message);
        var drifts = Drifts.Find(turn.Payment, sides.Value, turn.Services.Adapter.PaymentState);
        DriftMetrics.Note(drifts);
        foreach (var drift in drifts.Where(drift => drift.Repair is not null))
            turn.Happened(new CallOwed(drift.Repair!.Value, turn.Now, $"{drift.Name}: {drift.What}"));
        var forPerson = drifts
            .Where(drift => drift.Repair is null).Select(drift => $"{drift.Name}: {drift.What}").ToList();
        return forPerson.Count > 0
            ? Delivery.Park(string.Join(" ", forPerson))
            : Delivery.Done(
                drifts.Count == 0 ? null : $"repaired {string.Join(", ", drifts.Select(drift => drift.Name))}");
    }
}
