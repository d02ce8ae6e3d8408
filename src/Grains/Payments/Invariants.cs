namespace QliroAdapter.Payments;

/// <summary>What must hold of a payment whenever it is stored and whenever it is loaded.</summary>
public static class Invariants
{
    /// <summary>The core's own rules; those of the features follow in <see cref="PaymentFeatures.Check"/>.</summary>
    public static void Check(PaymentDocument payment)
    {
        Must(payment, payment.Amount.Amount >= 0, "the amount is not negative");
        Must(payment, payment.State == PaymentState.Removed || payment.State == PaymentState.Creating
            || payment.QliroOrderId is not null, "a live payment has a Qliro order");
    }

    private static void Must(PaymentDocument payment, bool holds, string rule)
    {
        if (!holds) throw new BrokenInvariantException(payment.Key, rule);
    }
}

/// <summary>
/// A payment would have become, or is stored as, something that cannot be. Nothing more is done with it.
/// </summary>
public sealed class BrokenInvariantException(string key, string rule)
    : Exception($"{key}: it does not hold that {rule}. Compare its timeline with Qliro's order before anything else.")
{
    /// <summary>Which payment.</summary>
    public string Key { get; } = key;

    /// <summary>What does not hold.</summary>
    public string Rule { get; } = rule;
}

/// <summary>What is stored of a payment cannot be read by this version. It stays as it is.</summary>
public sealed class UnreadablePaymentException(string key, Exception problem)
    : Exception($"{key}: its stored document cannot be read. Compare it with the version that wrote it.", problem)
{
    /// <summary>Which payment.</summary>
    public string Key { get; } = key;
}
