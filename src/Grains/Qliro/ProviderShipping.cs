using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Qliro;

/// <summary>
/// What a Qliro order carries so that a provider offers its deliveries. Nothing for an order that nobody delivers.
/// What Qliro has not published is sent only where the channel's document gives it.
/// </summary>
public static class ProviderShipping
{
    internal const string Ingrid = "Ingrid";

    private const string Subscription = "Subscription";

    /// <summary>Absent when the document names neither a checkout of the provider nor tags.</summary>
    public static QliroShippingConfiguration? ConfigurationFor(ChannelConfiguration channel, NorceOrder order)
    {
        if (channel.ShippingProviderOf(order) is not { } integrated) return null;
        var asked = new QliroShippingProvider
        {
            CheckoutId = integrated.CheckoutId,
            Tags = integrated.Tags.Count > 0 ? integrated.Tags : null,
        };
        if (asked == new QliroShippingProvider()) return null;
        return integrated.Provider == ShippingProvider.NShift ? new() { Unifaun = asked } : new() { Ingrid = asked };
    }

    /// <summary>What Ingrid is told of the order; sent whole each time, because it replaces what Qliro has.</summary>
    public static IReadOnlyList<QliroMetadataEntry>? MetadataFor(
        ChannelConfiguration channel, NorceOrder order, OrderLines lines)
        => IngridOrder.With(lines.Ingrid, channel.ShippingProviderOf(order)?.Metadata);

    /// <summary>The lines, those of goods with the metadata that the document gives.</summary>
    public static IReadOnlyList<QliroLine> LinesFor(ChannelConfiguration channel, NorceOrder order, OrderLines lines)
    {
        var given = IngridOrder.Members(channel.ShippingProviderOf(order)?.Metadata)
            .Where(member => !IngridOrder.IsKey(member.Name)).ToList();
        return given.Count == 0 ? lines.Lines : [.. lines.Lines.Select(line
            => line.Type == OrderItemType.Product ? line with { Metadata = Over(line.Metadata, given) } : line)];
    }

    private static QliroLineMetadata Over(QliroLineMetadata? own, IReadOnlyList<JsonProperty> given)
    {
        var others = given.Where(member => member.Name != Ingrid
            && (member.Name != Subscription || own?.Subscription is null)).ToList();
        var ingrid = given.Where(member => member.Name == Ingrid).Select(member => (JsonElement?)member.Value);
        return (own ?? new()) with
        {
            Ingrid = ingrid.FirstOrDefault() is { } more ? Merged(own?.Ingrid, more) : own?.Ingrid,
            Others = others.Count == 0 ? null
                : others.ToDictionary(member => member.Name, member => member.Value, StringComparer.Ordinal),
        };
    }

    /// <summary>The members of both; of those that both have, the given one.</summary>
    private static JsonElement Merged(JsonElement? own, JsonElement given)
    {
        if (given.ValueKind != JsonValueKind.Object) return given;
        var members = IngridOrder.Members(own).ToDictionary(
            member => member.Name, member => member.Value, StringComparer.Ordinal);
        foreach (var member in IngridOrder.Members(given)) members[member.Name] = member.Value;
        return JsonSerializer.SerializeToElement(members, QliroJson.Options);
    }
}
