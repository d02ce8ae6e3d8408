namespace QliroAdapter;

/// <summary>
/// Names one Norce order: <c>merchant/channel/orderId</c>, each part URI-escaped. Creations of payments for one key run
/// one after another. The default value names nothing.
/// </summary>
public readonly record struct OrderKey
{
    /// <inheritdoc cref="PaymentKey.Merchant"/>
    public string Merchant { get; }

    /// <inheritdoc cref="PaymentKey.Channel"/>
    public string Channel { get; }

    /// <inheritdoc cref="PaymentKey.OrderId"/>
    public string OrderId { get; }

    private OrderKey(string merchant, string channel, string orderId)
        => (Merchant, Channel, OrderId) = (merchant, channel, orderId);

    /// <summary>
    /// The shop's purchase flow. It decides which configuration applies and which orders Norce shows us.
    /// </summary>
    public ChannelKey ChannelKey => new(Merchant, Channel);

    /// <exception cref="ArgumentException">A part is empty.</exception>
    public static OrderKey Of(string merchant, string channel, string orderId)
    {
        ArgumentException.ThrowIfNullOrEmpty(merchant);
        ArgumentException.ThrowIfNullOrEmpty(channel);
        ArgumentException.ThrowIfNullOrEmpty(orderId);
        return new(merchant, channel, orderId);
    }

    /// <summary>The payment with this id on this order.</summary>
    public PaymentKey Payment(string paymentId) => PaymentKey.Of(Merchant, Channel, OrderId, paymentId);

    /// <summary>Reads the canonical text.</summary>
    /// <exception cref="FormatException">The text is not three non-empty parts.</exception>
    public static OrderKey Parse(string text)
    {
        var parts = KeyText.Split(text);
        return parts.Length == 3
            ? new(parts[0], parts[1], parts[2])
            : throw new FormatException($"'{text}' is not merchant/channel/orderId.");
    }

    /// <summary>The canonical text; the primary key of the stored creation record.</summary>
    public override string ToString() => KeyText.Join(Merchant, Channel, OrderId);
}

/// <summary>
/// One purchase flow of one shop, what Norce calls merchant and channel. Written as <c>merchant/channel</c>, each part
/// URI-escaped. The default value names nothing and cannot be written.
/// </summary>
/// <param name="Merchant">Norce's identifier of the shop.</param>
/// <param name="Channel">Norce's name of the purchase flow.</param>
public readonly record struct ChannelKey(string Merchant, string Channel)
{
    /// <summary>Reads the canonical text.</summary>
    /// <exception cref="FormatException">The text is not two non-empty parts.</exception>
    public static ChannelKey Parse(string text)
    {
        var parts = KeyText.Split(text);
        return parts.Length == 2
            ? new(parts[0], parts[1])
            : throw new FormatException($"'{text}' is not merchant/channel.");
    }

    /// <summary>The canonical text; the primary key of the channel's grain and of what it stores.</summary>
    public override string ToString() => KeyText.Join(Merchant, Channel);
}

/// <summary>How keys are written.</summary>
public static class KeyText
{
    /// <summary>
    /// The longest text of a key. Keys are indexed, beside other columns, and PostgreSQL's index takes 2,700 bytes of a
    /// row. A letter that is escaped takes up to 12: four parts of plain letters never come near it.
    /// </summary>
    public const int LengthMax = 2300;


    /// <summary>True when a key of these parts can be stored.</summary>
    public static bool Fits(params string[] parts) => Join(parts).Length <= LengthMax;

    internal static string Join(params string[] parts) => string.Join('/', parts.Select(Uri.EscapeDataString));

    internal static string[] Split(string text)
    {
        var parts = text.Split('/').Select(Uri.UnescapeDataString).ToArray();
        return parts.All(part => part.Length > 0) ? parts : [];
    }
}
