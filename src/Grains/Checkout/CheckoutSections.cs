using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>The Qliro orders of a payment, in its document.</summary>
public static class CheckoutSections
{
    internal static readonly PaymentSection<Successor?> SuccessorSection = new("successor", null);
    internal static readonly PaymentSection<IReadOnlyList<QliroOrderId>> ReplacedOrdersSection
        = new("replacedOrders", []);
    internal static readonly PaymentSection<DateTimeOffset?> SessionFromSection = new("sessionFrom", null);

    /// <summary>Orders that were replaced since the payment was stored: Qliro or a shopper may name them.</summary>
    internal static IEnumerable<string> SearchIds(PaymentDocument payment, PaymentDocument? stored)
        => payment.ReplacedOrders.Except(stored?.ReplacedOrders ?? []).Select(order => order.ToString());

    extension(PaymentDocument payment)
    {
        /// <summary>A Qliro order that shall replace the present one; absent in most cases.</summary>
        public Successor? Successor
        {
            get => SuccessorSection.Of(payment);
            set => SuccessorSection.Set(payment, value);
        }

        /// <summary>
        /// Qliro orders that others took the place of, oldest first: as many as <see
        /// cref="PaymentDocument.QliroOrders"/> less one.
        /// </summary>
        public IReadOnlyList<QliroOrderId> ReplacedOrders
        {
            get => ReplacedOrdersSection.Of(payment);
            set => ReplacedOrdersSection.Set(payment, value);
        }

        /// <summary>When Qliro's page last got a new session; absent for the session of the creation.</summary>
        public DateTimeOffset? SessionFrom
        {
            get => SessionFromSection.Of(payment);
            set => SessionFromSection.Set(payment, value);
        }
    }
}
