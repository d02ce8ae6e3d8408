using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Recurring;

/// <summary>
/// Qliro hands over what later charges need. It is stored, then written to the Norce payment in any state, because the
/// card's push and the purchase's come in any order.
/// </summary>
public static class SaveRecurring
{
    public static async Task<Outcome<Done>> Run(Turn turn, SaveRecurringDetails message)
    {
        turn.Time.LimitNorce(TurnLimits.PushDelivery);
        var found = await turn.Find();
        if (!found.IsAccepted) return turn.Refuse(found.Error);
        if (RecurringDetails.Of(message.Card) is not { } details)
            return turn.Refuse(ChargeRefusal.NothingToChargeWith(turn.Key));
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return turn.Refuse(configuration.Error);
        if (WhyIgnored(found.Value, message.Card, configuration.Value) is { } why)
        {
            turn.CountedAs = () => $"Saved card ignored: {why}";
            await turn.Commit();
            return Done.Yes;
        }
        turn.CountedAs = () => "Qliro saved the card that is known";
        turn.Raise(Decide(found.Value, details, turn.Now));
        await OutboxDispatcher.Run(turn);
        return Done.Yes;
    }

    /// <summary>Nothing when the same card is known; otherwise the newer one counts.</summary>
    public static IReadOnlyList<PaymentEvent> Decide(
        PaymentDocument payment, RecurringDetails details, DateTimeOffset now)
        => payment.Recurring is { } known && ChargeMethod.AreSame(known.Token, details.Token)
            ? []
            : [new RecurringDetailsSaved(details), new EntryEnqueued(OutboxKind.WriteRecurring, now)];

    /// <summary>
    /// What a completed purchase shows by itself, once; null when it shows nothing, or the channel does not want it.
    /// </summary>
    public static RecurringDetailsSaved? FromPurchase(
        PaymentDocument payment, QliroOrder? order, ChannelConfiguration configuration)
        => configuration.Recurring
            && payment is { Recurring: null, Charge: null, ErasedAt: null, State: PaymentState.Reserved }
            && order?.CustomerCheckoutStatus is CheckoutStatus.Completed && RecurringDetails.Of(order) is { } details
                ? new(details)
                : null;

    private static string? WhyIgnored(PaymentDocument payment, QliroSavedCard card, ChannelConfiguration configuration)
    {
        if (!configuration.Recurring) return "the channel has recurring payments off";
        if (payment.State == PaymentState.Removed) return "the payment was removed";
        if (payment.ErasedAt is not null) return "the person of the payment was erased";
        return card.OrderId is { } id && payment.QliroOrderId is { } ours && id != ours
            ? "it is about another Qliro order"
            : null;
    }
}
