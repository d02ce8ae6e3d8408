using QliroAdapter.Payments;

namespace QliroAdapter.Recurring;

/// <summary>Charges without a shopper, in the payment's document.</summary>
public static class RecurringSections
{
    internal static readonly PaymentSection<Charge?> ChargeSection = new("charge", null, isPersonal: true);
    internal static readonly PaymentSection<RecurringDetails?> RecurringSection
        = new("recurring", null, isPersonal: true);

    extension(PaymentDocument payment)
    {
        /// <summary>Set when the payment is a charge without a shopper.</summary>
        public Charge? Charge
        {
            get => ChargeSection.Of(payment);
            set => ChargeSection.Set(payment, value);
        }

        /// <summary>What later charges need; absent when nothing was saved.</summary>
        public RecurringDetails? Recurring
        {
            get => RecurringSection.Of(payment);
            set => RecurringSection.Set(payment, value);
        }
    }
}
