namespace QliroAdapter.Payments;

/// <summary>The rules that hold for a payment whenever it is stored or loaded.</summary>
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

/// <summary>A payment would become, or is stored as, something impossible. Nothing more is done with it.</summary>
public sealed class BrokenInvariantException(string key, string rule)
    : Exception($"{key}: it does not hold that {rule}. Compare its timeline with Qliro's order before anything else.")
{
    /// <summary>Key of the payment.</summary>
    public string Key { get; } = key;

    /// <summary>The rule that is broken.</summary>
    public string Rule { get; } = rule;
}

/// <summary>This version cannot read the stored payment. It stays as it is.</summary>
public sealed class UnreadablePaymentException(string key, Exception problem)
    : Exception($"{key}: its stored document cannot be read. Compare it with the version that wrote it.", problem)
{
    /// <summary>Key of the payment.</summary>
    public string Key { get; } = key;
}
