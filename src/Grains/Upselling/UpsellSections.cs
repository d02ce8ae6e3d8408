using QliroAdapter.Payments;

namespace QliroAdapter.Upselling;

/// <summary>Added goods in the payment's document.</summary>
public static class UpsellSections
{
    internal static readonly PaymentSection<Upsell?> UpsellSection = new("upsell", null);

    extension(PaymentDocument payment)
    {
        /// <summary>Goods added after the purchase; absent until there are any, or a window for them.</summary>
        public Upsell? Upsell
        {
            get => UpsellSection.Of(payment);
            set => UpsellSection.Set(payment, value);
        }
    }
}
