using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;

namespace QliroAdapter.Checkout;

/// <summary>The payment from its creation to its removal.</summary>
internal static class CheckoutFeature
{
    public static PaymentFeature Feature { get; } = new()
    {
        Sections =
        [
            CheckoutSections.SuccessorSection, CheckoutSections.ReplacedOrdersSection,
            CheckoutSections.SessionFromSection,
        ],
        SearchIds = CheckoutSections.SearchIds,
        NextCheck = NextCheck,
        Handlers =
        [
            new(OutboxKind.ClearCreation, "take the payment whose creation failed off the Norce order", TakeOff)
            {
                NeedsQliro = _ => false,
            },
            new(OutboxKind.RemoveAtNorce, "take the removed payment and its hooks off the Norce order", TakeOff)
            {
                NeedsQliro = _ => false,
            },
            new(OutboxKind.CheckReplaced, "find out whether a replaced Qliro order was bought all the same",
                (turn, _) => ReplacedOrders.Deliver(turn)) { NeedsNorce = false },
            new(OutboxKind.RegisterHooks, "register our hooks on the Norce order again",
                (turn, _) => RegisterHooks.Deliver(turn)) { NeedsQliro = _ => false },
        ],
    };

    private static Task<DeliveryAttempt> TakeOff(Turn turn, OutboxEntry entry)
        => TakeOffOrder.Deliver(turn, entry.Ordinal == TakeOffOrder.RecheckOrdinal);

    /// <summary>
    /// In order: a creation that was cut off; a purchase under review; an open checkout, or one that has ended here and
    /// may still be bought at Qliro, where silence is a yes.
    /// </summary>
    private static DateTimeOffset? NextCheck(PaymentDocument payment, DateTimeOffset now, TimeSpan interval)
        => payment.State switch
        {
            PaymentState.Creating => payment.Charge is null ? payment.BegunAt + Schedule.CreationTimeout : null,
            PaymentState.Pending => now + interval,
            PaymentState.Intent or PaymentState.Processing or PaymentState.Removed or PaymentState.Declined
                when payment.QliroOrderId is not null && now - payment.BegunAt < Schedule.CheckoutLifetime
                => now + (interval * Schedule.OpenCheckoutFactor),
            _ => null,
        };
}
