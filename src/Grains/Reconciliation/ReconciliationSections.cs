using QliroAdapter.Payments;

namespace QliroAdapter.Reconciliation;

/// <summary>What comparisons remember, in the payment's document.</summary>
public static class ReconciliationSections
{
    internal static readonly PaymentSection<string?> AcceptedSection = new("acceptedDifference", null);

    extension(PaymentDocument payment)
    {
        /// <summary>
        /// The discrepancies that an operator has written off, in the words of the comparison that parked them. While a
        /// comparison finds exactly these, nobody is called again. Absent when there are none.
        /// </summary>
        public string? AcceptedDifference
        {
            get => AcceptedSection.Of(payment);
            set => AcceptedSection.Set(payment, value);
        }
    }
}

/// <summary>An operator has written off what a comparison found.</summary>
public sealed record DifferenceAccepted(string What) : PaymentEvent
{
    public override string Describe() => $"Accepted as it is: {What}";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { AcceptedDifference = What };
}
