namespace QliroAdapter.Payments;

/// <summary>
/// Something that became true. Past tense; each feature has its own, and each knows what it changes.
/// </summary>
public abstract record PaymentEvent
{
    /// <summary>The row of the timeline that an operator reads; null when it would say nothing new.</summary>
    public abstract string? Describe();

    /// <summary>The payment after it; no decisions.</summary>
    public abstract PaymentDocument Apply(PaymentDocument payment);
}

/// <summary>From here on the payment is known; the only kind of event that needs none before it.</summary>
public abstract record FirstEvent(PaymentDocument Document) : PaymentEvent
{
    public override PaymentDocument Apply(PaymentDocument payment) => Document;
}

/// <summary>The payment was missing in our store and was rebuilt from Norce and Qliro.</summary>
public sealed record PaymentRebuilt(PaymentDocument Document) : FirstEvent(Document)
{
    public override string Describe()
        => $"Rebuilt from Norce and Qliro: {Document.State.Name()}, {Document.Amount}, Qliro order "
            + $"{Document.QliroOrderId}.";
}
