using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The limits of shipping methods, whether sent with an order or answered to a callback.</summary>
internal static class ShippingRules
{
    public static void Check(Fields method)
    {
        method.Text("MerchantReference", required: true, max: 450);
        method.Text("ShippingFeeMerchantReference", max: 450);
        method.Text("DisplayName", required: true, max: 100);
        method.Texts("Descriptions", 3, 200);
        method.Text("Brand", max: 50);
        foreach (var price in new[] { "PriceIncVat", "PriceExVat", "OriginalPrice" }) method.Price(price);
        method.VatRate();
        foreach (var flag in new[] { "SupportsAccessCode", "SupportsDynamicSecondaryOptions", "IsEcoFriendly" })
            method.Flag(flag);
        method.Text("CategoryDisplayName", max: 50);
        method.Text("LabelDisplayName", max: 50);
        foreach (var option in method.Objects("SecondaryOptions"))
        {
            option.Text("MerchantReference", required: true, max: 450);
            option.Text("DisplayName", required: true, max: 100);
            option.Texts("Descriptions", 3, 200);
            option.Text("City", max: 450);
            option.Text("Address", max: 450);
            option.Text("PostalCode", max: 100);
        }

        foreach (var service in method.Objects("AdditionalShippingServices"))
        {
            service.Text("MerchantReference", required: true, max: 450);
            service.Text("DisplayName", required: true, max: 100);
            service.Texts("Descriptions", 3, 100);
            service.Price("PriceIncVat");
            service.Price("PriceExVat");
        }

        foreach (var label in method.Objects("OptionLabels"))
        {
            label.Text("Name", required: true, max: 50);
            label.Text("DisplayType", max: 50);
        }
    }

    /// <summary>The members of Ingrid's part are not published, so that they are not checked.</summary>
    public static void CheckConfiguration(Fields? configuration)
    {
        configuration?.Object(ShippingOffers.Ingrid);
        if (configuration?.Object(ShippingOffers.Unifaun) is not { } unifaun) return;
        unifaun.Text("CheckoutId");
        if (unifaun.Object("Tags") is not { } tags) return;
        if (tags.Body.Count > 20) throw unifaun.Wrong("Tags", "At most 20 tags are allowed.");
        foreach (var (key, value) in tags.Body)
        {
            if (key.Length > 20 || (Json.Scalar(value)?.Length ?? 0) > 30)
                throw unifaun.Wrong("Tags", $"Tag {key} is too long.");
        }
    }

    /// <summary>What is wrong with an answer to the shipping-methods callback; null when it could be shown.</summary>
    public static string? CheckAnswer(JsonNode? answer)
    {
        if (answer is not JsonObject body) return "The answer is no object.";
        try
        {
            foreach (var method in new Fields(body).Objects("AvailableShippingMethods")) Check(method);
            return null;
        }
        catch (QliroRefusal refusal) { return refusal.Message; }
    }
}
