using Microsoft.Extensions.Logging;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>An operator resumed a payment that was parked as a whole; its admin order is read again.</summary>
public sealed record PaymentResumed : PaymentEvent
{
    public override string Describe() => "Taken up again by an operator.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { ParkedBecause = null, Ledger = new() };

    public override void Log(ILogger logger, PaymentDocument? before, DateTimeOffset at)
        => OpsLog.PaymentResumed(logger);
}
