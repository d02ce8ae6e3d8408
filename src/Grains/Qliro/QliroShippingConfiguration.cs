namespace QliroAdapter.Qliro;

/// <summary>Tells Qliro which shipping provider to ask. Given again in an update, it replaces what Qliro has.</summary>
public sealed record QliroShippingConfiguration
{
    /// <summary>nShift, under its former name.</summary>
    public QliroShippingProvider? Unifaun { get; init; }

    /// <summary>
    /// Ingrid. Qliro's modules send none, and its members are not published; it is sent only with what the channel's
    /// document gives.
    /// </summary>
    public QliroShippingProvider? Ingrid { get; init; }
}

/// <summary>How a shipping provider is asked.</summary>
public sealed record QliroShippingProvider
{
    /// <summary>Which of the shop's checkouts at the provider.</summary>
    public string? CheckoutId { get; init; }

    /// <summary>
    /// What the provider's rules go by: at most 20, names of 20 and values of 30 letters. Qliro adds country, postal
    /// code, language and currency.
    /// </summary>
    public IReadOnlyDictionary<string, string>? Tags { get; init; }
}
