using QliroAdapter.Norce;

namespace QliroAdapter.Payments;

/// <summary>
/// Norce may take names and ids in any letter case; then a payment would have a key for each spelling, and an operation
/// could be booked once under each. So keys are made of the spelling in Norce's order.
/// </summary>
public static class Spelling
{
    /// <summary>The order's key as Norce spells it; the same key when it differs in more than letter case.</summary>
    public static OrderKey SpelledAs(this OrderKey key, NorceOrder order) => OrderKey.Of(
        Spelled(key.Merchant, order.Merchant), Spelled(key.Channel, order.Channel), Spelled(key.OrderId, order.Id));

    private static string Spelled(string asked, string? known)
        => string.Equals(asked, known, StringComparison.OrdinalIgnoreCase) ? known! : asked;
}

/// <summary>The payment's key is spelled otherwise at Norce; the turn starts again under that key.</summary>
public sealed class SpelledOtherwiseException(PaymentKey key)
    : Exception($"Norce spells it {key}: the turn starts again under that key.")
{
    /// <summary>The key as Norce spells it.</summary>
    public PaymentKey Key { get; } = key;
}
