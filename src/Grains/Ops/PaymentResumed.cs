using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>An operator has a payment that the engine parked taken up again; its admin order is read anew.</summary>
public sealed record PaymentResumed : PaymentEvent
{
    public override string Describe() => "Taken up again by an operator.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { ParkedBecause = null, Ledger = new() };
}
