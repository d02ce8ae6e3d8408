using QliroAdapter.Payments;

namespace QliroAdapter.QliroCallbacks;

/// <summary>Our answers to Qliro's question before a purchase, in the payment's document.</summary>
public static class ApprovalSections
{
    internal static readonly PaymentSection<DateTimeOffset?> LastApprovalSection = new("lastApprovalAt", null);

    extension(PaymentDocument payment)
    {
        /// <summary>
        /// When our validation last answered with an approval. It stays when the order goes back to checkout, because
        /// Qliro may still be carrying the purchase out. Absent before the first.
        /// </summary>
        public DateTimeOffset? LastApprovalAt
        {
            get => LastApprovalSection.Of(payment);
            set => LastApprovalSection.Set(payment, value);
        }
    }
}
