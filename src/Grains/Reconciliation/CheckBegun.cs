using QliroAdapter.Payments;

namespace QliroAdapter.Reconciliation;

/// <summary>A payment that waits for something is looked at, and waits anew from now on.</summary>
public sealed record CheckBegun : PaymentEvent
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { CheckAt = null };
}
