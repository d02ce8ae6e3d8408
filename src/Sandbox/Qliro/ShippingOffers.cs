using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// The deliveries that the frame offers: a provider's, where the order asks for one that is enabled for the account and
/// answers; else the methods that the merchant sent. Qliro says nowhere which of the two it was.
/// </summary>
internal static class ShippingOffers
{
    public const string Unifaun = "Unifaun";
    public const string Ingrid = "Ingrid";

    /// <summary>The provider that the order asks for; absent when it asks for none.</summary>
    public static string? ProviderOf(QliroOrder order)
    {
        var configuration = order.Request["ShippingConfiguration"];
        if (configuration?[Unifaun] is not null) return Unifaun;
        var isIngrid = configuration?[Ingrid] is not null
            || order.Lines.Exists(line => (line.Metadata as JsonObject)?[Ingrid] is not null)
            || Json.Objects(order.Request["MerchantProvidedMetadata"])
                .Any(entry => Json.String(entry["Key"])?.StartsWith(Ingrid + ".", StringComparison.Ordinal) == true);
        return isIngrid ? Ingrid : null;
    }

    public static IReadOnlyList<ShippingChoice> Of(QliroOrder order, QliroSimulatorOptions options)
        => ProviderOf(order) is { } provider && options.ShippingProviders.Contains(provider)
            && options.ShippingProvidersAnswer
                ? [.. options.ProvidersDeliveries]
                : [.. Json.Objects(order.Request["AvailableShippingMethods"]).Select(ChoiceOf)];

    /// <summary>The frame of an order that asks for a provider starts with the first delivery chosen.</summary>
    public static void Preselect(QliroOrder order, QliroSimulatorOptions options)
    {
        if (ProviderOf(order) is null || order.SelectedShippingMethod is not null) return;
        if (Of(order, options) is [var first, ..]) ShippingChoices.Apply(order, first, options.FreeShippingHasLine);
    }

    /// <summary>What a merchant does wrong without being refused.</summary>
    public static string? MistakeIn(QliroOrder order)
        => ProviderOf(order) == Ingrid && order.Text("MerchantOrderAvailableShippingMethodsUrl").Length > 0
            ? $"Order {order.Id} was created with Ingrid and MerchantOrderAvailableShippingMethodsUrl."
            : null;

    private static ShippingChoice ChoiceOf(JsonObject method)
    {
        var reference = Json.String(method["MerchantReference"]) ?? "";
        var price = Json.Number(method["PriceIncVat"]) ?? 0m;
        return new(reference, Json.String(method["DisplayName"]) ?? reference, price,
            Json.Number(method["PriceExVat"]) ?? price)
        {
            FeeReference = Json.String(method["ShippingFeeMerchantReference"]),
            VatRate = Json.Number(method["VatRate"]) ?? 25m,
        };
    }
}
