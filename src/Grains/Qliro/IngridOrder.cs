using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// What Ingrid is told of a whole order, in Qliro's <c>MerchantProvidedMetadata</c>: one entry per value, and one
/// without a value where there is none, by which Qliro notices that the last one was removed.
/// </summary>
public static class IngridOrder
{
    /// <summary>Key of the codes that the shopper typed.</summary>
    public const string Vouchers = "Ingrid.Vouchers";

    /// <summary>Key of what the provider's rules go by.</summary>
    public const string CartAttributes = "Ingrid.CartAttributes";

    /// <summary>
    /// The order's discount codes, and the tags of its rows, each sorted: their order in Norce means nothing.
    /// </summary>
    public static IReadOnlyList<QliroMetadataEntry> Of(NorceOrder order)
    {
        var items = order.Cart?.Items ?? [];
        var codes = (order.Cart?.Discounts ?? []).Concat(items.SelectMany(item => item.Discounts ?? []))
            .Select(discount => discount.Code);
        var tags = items.SelectMany(item => (item.Items ?? []).Prepend(item))
            .SelectMany(item => item.Logistics?.Tags ?? []);
        return [.. Entries(Vouchers, codes), .. Entries(CartAttributes, tags)];
    }

    /// <summary>
    /// With what the channel's document gives, which comes first, because Qliro does not take all of very many. An
    /// entry without a value gives way to one that has one.
    /// </summary>
    public static IReadOnlyList<QliroMetadataEntry>? With(
        IReadOnlyList<QliroMetadataEntry>? ofOrder, JsonElement? configured)
    {
        if (ofOrder is null) return null;
        var given = Members(configured).Where(member => IsKey(member.Name)).SelectMany(member
            => (Texts(member.Value) ?? []).Select(text => new QliroMetadataEntry { Key = member.Name, Value = text }));
        List<QliroMetadataEntry> all = [.. given.Concat(ofOrder).Distinct()];
        return [.. all.Where(entry => entry.Value is { Length: > 0 }
            || !all.Exists(other => other.Key == entry.Key && other.Value is { Length: > 0 }))];
    }

    /// <summary>True when a member of the document's <c>metadata</c> is about the whole order.</summary>
    public static bool IsKey(string name) => name is Vouchers or CartAttributes;

    /// <summary>True when a member of it means something to Ingrid alone.</summary>
    public static bool IsIngrids(string name) => IsKey(name) || name == ProviderShipping.Ingrid;

    /// <summary>A text, or a list of texts; absent when it is neither.</summary>
    public static IReadOnlyList<string>? Texts(JsonElement value) => value.ValueKind switch
    {
        JsonValueKind.String => [value.GetString()!],
        JsonValueKind.Array when value.EnumerateArray().All(entry => entry.ValueKind == JsonValueKind.String)
            => [.. value.EnumerateArray().Select(entry => entry.GetString()!)],
        _ => null,
    };

    /// <summary>
    /// The members of an object that are not null, the last of each name; none when it is no object.
    /// </summary>
    internal static IEnumerable<JsonProperty> Members(JsonElement? element)
        => element is { ValueKind: JsonValueKind.Object } holder
            ? holder.EnumerateObject().GroupBy(member => member.Name, StringComparer.Ordinal)
                .Select(same => same.Last()).Where(member => member.Value.ValueKind != JsonValueKind.Null)
            : [];

    private static IEnumerable<QliroMetadataEntry> Entries(string key, IEnumerable<string?> values)
        => values.Where(value => !string.IsNullOrWhiteSpace(value)).Distinct(StringComparer.Ordinal)
            .Order(StringComparer.Ordinal).DefaultIfEmpty("")
            .Select(value => new QliroMetadataEntry { Key = key, Value = value });
}
