using QliroAdapter.Payments;

namespace QliroAdapter.NorceSync;

/// <summary>Norce's order is accepted or further.</summary>
public sealed record OrderAccepted : PaymentEvent
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { OrderAccepted = true };
}
