namespace QliroAdapter;

/// <summary>
/// Names one Norce payment by shop, purchase flow, order and payment. Written as
/// <c>merchant/channel/orderId/paymentId</c>, each part URI-escaped, so that a part may hold any character and the
/// whole never looks like a number or a GUID (some grain storages fold those together). Two keys are equal when all
/// four parts are equal, letter case included. The default value names nothing.
/// </summary>
public readonly record struct PaymentKey
{
    /// <summary>Norce's identifier of the shop; never empty.</summary>
    public string Merchant { get; }

    /// <summary>Norce's name of the purchase flow (market, variant); never empty.</summary>
    public string Channel { get; }

    /// <summary>Norce's id of the order; never empty.</summary>
    public string OrderId { get; }

    /// <summary>Norce's id of the payment; never empty.</summary>
    public string PaymentId { get; }

    private PaymentKey(string merchant, string channel, string orderId, string paymentId)
        => (Merchant, Channel, OrderId, PaymentId) = (merchant, channel, orderId, paymentId);

    /// <summary>The order this payment belongs to.</summary>
    public OrderKey Order => OrderKey.Of(Merchant, Channel, OrderId);

    /// <exception cref="ArgumentException">A part is empty.</exception>
    public static PaymentKey Of(string merchant, string channel, string orderId, string paymentId)
    {
        ArgumentException.ThrowIfNullOrEmpty(merchant);
        ArgumentException.ThrowIfNullOrEmpty(channel);
        ArgumentException.ThrowIfNullOrEmpty(orderId);
        ArgumentException.ThrowIfNullOrEmpty(paymentId);
        return new(merchant, channel, orderId, paymentId);
    }

    /// <summary>Reads the canonical text.</summary>
    /// <exception cref="FormatException">The text is not four non-empty parts.</exception>
    public static PaymentKey Parse(string text) => TryParse(text)
        ?? throw new FormatException($"'{text}' is not merchant/channel/orderId/paymentId.");

    /// <summary>Reads the canonical text; null for any other text.</summary>
    public static PaymentKey? TryParse(string? text)
    {
        if (text is null) return null;
        var parts = KeyText.Split(text);
        return parts.Length == 4 ? new PaymentKey(parts[0], parts[1], parts[2], parts[3]) : null;
    }

    /// <summary>The canonical text; the primary key of the stored payment.</summary>
    public override string ToString() => KeyText.Join(Merchant, Channel, OrderId, PaymentId);
}
