using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.OwedCalls;

/// <summary>
/// Makes Qliro's lines and the payment's amount equal to what Norce has committed. Owed after each hook that changed
/// something, for Norce may have thrown the change away after we agreed to it, and after writes of ours that others answer.
/// </summary>
public static class ResyncLines
{
    public static async Task<Delivery> Deliver(Turn turn)
    {
        if (!turn.Payment.State.IsOpen()) return Delivery.Done("the payment has moved on");
        var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
        if (!read.IsAccepted)
            return read.Failure.Status == 404 ? Delivery.Done("the order is gone") : Delivery.After(read.Failure);
        return await With(turn, read.Value);
    }

    /// <summary>The same with an order just read.</summary>
    public static async Task<Delivery> With(Turn turn, NorceOrder order)
    {
        if (order.FindPayment(turn.Key.PaymentId) is not { IsLive: true }) return Delivery.Done("Norce has removed the payment");
        var sent = await SendLines.Run(turn, order);
        if (!sent.IsAccepted) return Delivery.Later(sent.Error.Message);
        var failure = await WriteAmount(turn, order);
        return failure is null ? Delivery.Done() : Delivery.After(failure);
    }

    private static async Task<PartnerFailure?> WriteAmount(Turn turn, NorceOrder order)
    {
        var payment = order.FindPayment(turn.Key.PaymentId)!;
        return await NorceWrites.PutPayment(turn, payment, payment with { Amount = turn.Payment.Amount.Amount });
    }
}
