using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>The payment exists at Norce and will get a Qliro order under this reference.</summary>
public sealed record PaymentBegun(PaymentDocument Document) : FirstEvent(Document)
{
    public override string Describe()
        => $"Creation begun: {Document.Amount}, Qliro reference {Document.MerchantReference}.";
}

/// <summary>Another message goes on with a creation that was cut off.</summary>
public sealed record CreationContinued(Guid MessageId) : PaymentEvent
{
    public override string? Describe() => null;

    public override PaymentDocument Apply(PaymentDocument payment) => payment with
    {
        CreatedFor = [.. payment.CreatedFor.Append(MessageId).TakeLast(PaymentDocument.CreatedForMax)],
    };
}

/// <summary>Qliro's order exists and holds these lines.</summary>
public sealed record QliroOrderOpened(QliroOrderId Id, string MerchantReference, int QliroOrders, SentLines Lines)
    : PaymentEvent
{
    public override string Describe() => $"Qliro order {Id} opened for {Lines.Total} under {MerchantReference}.";

    public override PaymentDocument Apply(PaymentDocument payment) => Lines.Over(payment) with
    {
        QliroOrderId = Id,
        MerchantReference = MerchantReference,
        QliroOrders = QliroOrders,
    };
}

/// <summary>What Qliro has under the reference is not ours, so another reference is used from now on.</summary>
public sealed record MerchantReferenceChanged(string MerchantReference, int QliroOrders, string Why) : PaymentEvent
{
    public override string Describe() => $"Qliro reference is {MerchantReference} from now on: {Why}";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { MerchantReference = MerchantReference, QliroOrders = QliroOrders };
}

/// <summary>Norce has the reference and the hooks; the shopper can see the checkout.</summary>
public sealed record CreationCompleted(DateTimeOffset At) : PaymentEvent
{
    public override string Describe() => "Creation completed.";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment with { State = PaymentState.Intent, CreatedAt = At };
}

/// <summary>The creation failed or was cut off; the removal of what it left at Norce is enqueued.</summary>
public sealed record CreationAbandoned(string Why) : PaymentEvent
{
    public override string Describe() => $"Creation abandoned: {Why}";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment.Decided() with { State = PaymentState.Removed };
}

/// <summary>The shop took the payment off the order.</summary>
public sealed record PaymentRemoved(string Why) : PaymentEvent
{
    public override string Describe() => $"Removed: {Why}";

    public override PaymentDocument Apply(PaymentDocument payment)
        => payment.Decided() with { State = PaymentState.Removed };
}
