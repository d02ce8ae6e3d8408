using QliroAdapter.Payments;

namespace QliroAdapter.NorceSync;

/// <summary>What Qliro was told of the order at the shop, in the payment's document.</summary>
public static class OrderNumberSections
{
    internal static readonly PaymentSection<string?> OrderNumberSection = new("orderNumber", null);

    extension(PaymentDocument payment)
    {
        /// <summary>The shop's order number that Qliro has as merchant reference; absent until it was given.</summary>
        public string? OrderNumber
        {
            get => OrderNumberSection.Of(payment);
            set => OrderNumberSection.Set(payment, value);
        }
    }
}
