using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.Qliro;

namespace QliroAdapter.Norce;

/// <summary>
/// How a channel's deliveries are offered by a provider inside Qliro's checkout: key <c>integratedShipping</c>, which
/// counts with <c>useIntegratedShipping</c>. Qliro asks the provider itself, adds the line of the fee, and reports the
/// booking. What is not given is not sent.
/// </summary>
public sealed record IntegratedShipping
{
    /// <summary>Who offers the deliveries.</summary>
    public required ShippingProvider Provider { get; init; }

    /// <summary>Which of the shop's checkouts at the provider; nShift needs it.</summary>
    public string? CheckoutId { get; init; }

    /// <summary>What the provider's rules go by: at most 20, names of 20 and values of 30 letters.</summary>
    public IReadOnlyDictionary<string, string> Tags { get; init; } = new Dictionary<string, string>();

    /// <summary>
    /// A JSON object for Qliro's member <c>Metadata</c> of every row of goods. Its members <c>Ingrid.Vouchers</c> and
    /// <c>Ingrid.CartAttributes</c> are about the whole order and go to <c>MerchantProvidedMetadata</c>.
    /// </summary>
    public JsonElement? Metadata { get; init; }

    /// <summary>
    /// What Qliro offers where the account does not have the provider, or the provider does not answer. Qliro reports
    /// neither; without a fallback it then offers no delivery.
    /// </summary>
    public IReadOnlyList<ShippingOption> Fallback { get; init; } = [];

    /// <summary>False when an order may also be sold without a delivery. <value>true</value></summary>
    public bool Required { get; init; } = true;

    /// <summary>
    /// What is right by the schema but lets deliveries go missing, or does not do what it is there for. For operators.
    /// </summary>
    [JsonIgnore]
    public IReadOnlyList<string> Shortcomings
        => [.. new[] { WithoutFallback, WithoutCheckoutId, OfTheOther, MoreThanTaken }.OfType<string>()];

    private string? WithoutFallback => Fallback.Any(option => option.PostalCodes.Count == 0) ? null
        : $"integratedShipping has no fallback{(Fallback.Count == 0 ? "" : " for an unknown postal code")}: where "
            + $"Qliro has not enabled {Provider.Name()} for the account, or it does not answer, no delivery is "
            + "offered, and " + (Required ? "every purchase is declined" : "orders are sold without freight");

    private string? WithoutCheckoutId => Provider == ShippingProvider.NShift && CheckoutId is null
        ? "integratedShipping has no checkoutId, by which nShift knows which deliveries to offer"
        : null;

    private string? OfTheOther => Provider == ShippingProvider.Ingrid
        ? Named([.. CheckoutId is null ? (string[])[] : ["checkoutId"], .. Tags.Count > 0 ? (string[])["tags"] : []],
            "are nShift's: they go to Qliro in ShippingConfiguration.Ingrid, of which it has published nothing")
        : Named([.. IngridOrder.Members(Metadata).Select(member => member.Name).Where(IngridOrder.IsIngrids)],
            "of its metadata are Ingrid's: nShift is told nothing of them");

    private string? MoreThanTaken
        => Provider == ShippingProvider.Ingrid && (IngridOrder.With([], Metadata)?.Count ?? 0) is var count
            && count >= FieldLimits.MetadataMax
                ? $"integratedShipping has {count} codes and attributes for Ingrid, of which Qliro takes "
                    + $"{FieldLimits.MetadataMax}; none of an order's own is left"
                : null;

    private static string? Named(IReadOnlyList<string> keys, string why)
        => keys.Count == 0 ? null : $"integratedShipping has keys of another provider: {string.Join(", ", keys)} {why}";
}
