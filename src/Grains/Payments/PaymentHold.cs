using System.Globalization;

namespace QliroAdapter.Payments;

/// <summary>
/// An operator's hold: nothing of the payment's outbox is delivered until it is released. What comes meanwhile is
/// decided and recorded as ever, and its outbox entries wait; Qliro's validations and all reads are answered. A node of
/// an older version drops the hold with its next commit. Immutable.
/// </summary>
/// <param name="By">The operator's name.</param>
/// <param name="Reason">Why, in the operator's words, without personal data.</param>
/// <param name="At">Since when.</param>
public sealed record PaymentHold(string By, string Reason, DateTimeOffset At)
{
    /// <summary>What operators and callers read.</summary>
    public override string ToString() => string.Create(
        CultureInfo.InvariantCulture, $"held by {By} since {At.UtcDateTime:yyyy-MM-dd HH:mm:ss} UTC: {Reason}");
}
