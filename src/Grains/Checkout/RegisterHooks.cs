using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.Checkout;

/// <summary>
/// Registers our hooks that are missing on an open payment's order, because Norce lost them or never had them.
/// </summary>
public static class RegisterHooks
{
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (!turn.Payment.State.IsOpen()) return DeliveryAttempt.Done("the payment has moved on");
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return DeliveryAttempt.Later(configuration.Error.Message);
        var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
        if (!read.IsAccepted)
            return read.Failure.IsMissing ? DeliveryAttempt.Done("the order is gone")
                : DeliveryAttempt.After(read.Failure);
        if (read.Value.FindPayment(turn.Key.PaymentId) is not { IsLive: true })
            return DeliveryAttempt.Done("Norce has ended the payment");
        var failure = await Run(turn, read.Value);
        return failure is null ? DeliveryAttempt.Done() : DeliveryAttempt.After(failure);
    }

    /// <summary>The same with an order and a configuration that were just read.</summary>
    public static async Task<PartnerFailure?> Run(Turn turn, NorceOrder order)
    {
        foreach (var hook in OurHooks.Missing(order, turn.Key, turn.Services.Urls, turn.Facts.Configuration!).ToList())
        {
            var failure = await NorceWrites.UntilNoCollision(turn, async ()
                => turn.Note(await turn.Services.Norce.AddHook(turn.Key.Order, hook, turn.Time.Norce)).Failure);
            if (failure is not null) return failure;
        }
        return null;
    }
}
