using QliroAdapter.Payments;

namespace QliroAdapter.QliroCallbacks;

/// <summary>What shipping providers told, in the payment's document.</summary>
public static class ShippingNewsSections
{
    internal static readonly PaymentSection<ShippingNews?> ShippingNewsSection
        = new("shippingNews", null, isPersonal: true);

    extension(PaymentDocument payment)
    {
        /// <summary>The newest report of a shipping provider.</summary>
        public ShippingNews? ShippingNews
        {
            get => ShippingNewsSection.Of(payment);
            set => ShippingNewsSection.Set(payment, value);
        }
    }
}
