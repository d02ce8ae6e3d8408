using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// What a back office may capture, release and give back, by Qliro's admin order of this moment. Runs interleaved with
/// turns, on the payment as last committed, and changes nothing.
/// </summary>
internal static class ReadLedger
{
    public static async Task<Outcome<PaymentLedger>> Run(PaymentKey key, PaymentServices services)
    {
        try
        {
            return await Spelled(key, services);
        }
        catch (Exception problem) when (ParkPayment.IsForReads(problem))
        {
            return Refusal.Parked(key, ParkPayment.ReasonOf(problem));
        }
    }

    private static async Task<Outcome<PaymentLedger>> Spelled(PaymentKey key, PaymentServices services)
    {
        try
        {
            return await Read(key, services);
        }
        catch (SpelledOtherwiseException other)
        {
            return await Read(other.Key, services);
        }
    }

    private static async Task<Outcome<PaymentLedger>> Read(PaymentKey key, PaymentServices services)
    {
        using var time = new TurnTimeout(services.Clock, TurnLimits.Call);
        var stored = new PaymentMemory();
        await stored.Load(key, services);
        if (stored.ParkedBecause is { } parked) return Refusal.Parked(key, parked);
        // Never committed.
        var turn = new Turn(key, stored, services, time);
        var found = await turn.Peek();
        if (!found.IsAccepted) return found.Error;
        if (found.Value.State is PaymentState.Removed or PaymentState.Creating)
            return Refusal.PaymentNotFound(key, $"it is {found.Value.State.Name()}");
        var order = await turn.ReadAdminOrder();
        if (!order.IsAccepted) return order.Error;
        return order.Value.Contradiction() is { } contradiction
            ? OperationRefusal.AdminOrderUnsound(key, contradiction)
            : LedgerAnswer.Of(found.Value, order.Value);
    }
}
