using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// A shipping method chosen in the page. Prices are the method's; a pickup place and an access code are optional.
/// </summary>
public sealed record ShippingChoice(string Method, string MethodName, decimal Price, decimal PriceExVat)
{
    /// <summary>Reference of the line Qliro adds; the method's reference when absent.</summary>
    public string? FeeReference { get; init; }

    public string? SecondaryOption { get; init; }

    public string? PickupName { get; init; }

    public decimal? VatRate { get; init; } = 25m;

    /// <summary>Additional services by name; their prices are known only as a sum.</summary>
    public IReadOnlyList<string> Services { get; init; } = [];

    public decimal ServicesPrice { get; init; }

    public decimal ServicesPriceExVat { get; init; }

    /// <summary>The provider's own data, as integrated shipping sends it.</summary>
    public JsonObject? AdditionalProperties { get; init; }
}

/// <summary>Puts a choice of shipping on an order, and asks the merchant about shipping.</summary>
internal static class ShippingChoices
{
    public static JsonObject Apply(QliroOrder order, ShippingChoice choice, bool freeHasLine)
    {
        order.SelectedShippingMethod = choice.Method;
        order.SelectedSecondaryOption = choice.SecondaryOption;
        order.Added.RemoveAll(line => line.Type == "Shipping");
        if (freeHasLine || choice.Price + choice.ServicesPrice > 0m)
            order.Added.Add(new QliroLine(choice.FeeReference ?? choice.Method, choice.MethodName, "Shipping", 1,
            choice.Price + choice.ServicesPrice, choice.PriceExVat + choice.ServicesPriceExVat, choice.VatRate,
                new JsonObject
                {
                    ["ShippingMethodMerchantReference"] = choice.Method,
                    ["ShippingMethodSecondaryOptionMerchantReference"] = choice.SecondaryOption,
                    ["ShippingMethodAccessCode"] = null,
                    ["AdditionalShippingProperties"] = choice.AdditionalProperties?.DeepClone(),
                }));
        return new JsonObject
        {
            ["method"] = choice.Method,
            ["methodName"] = choice.MethodName,
            ["secondaryOption"] = choice.SecondaryOption,
            ["pickupLocation"] = choice.PickupName is null ? null
                : new JsonObject { ["name"] = choice.PickupName, ["description"] = new JsonArray() },
            ["price"] = choice.Price,
            ["priceExVat"] = choice.PriceExVat,
            ["totalShippingPrice"] = choice.Price + choice.ServicesPrice,
            ["totalShippingPriceExVat"] = choice.PriceExVat + choice.ServicesPriceExVat,
            ["additionalShippingServices"] = new JsonArray([.. choice.Services.Select(name => (JsonNode?)name)]),
            ["shippingServicesNames"] = new JsonArray([.. choice.Services.Select(name => (JsonNode?)name)]),
        };
    }

    public static JsonObject Question(QliroOrder order, bool forMethods)
    {
        var contact = new JsonObject
        {
            ["Email"] = order.Customer?["Email"]?.DeepClone(),
            ["MobileNumber"] = order.Customer?["MobileNumber"]?.DeepClone(),
        };
        var body =
            new JsonObject { ["OrderId"] = order.Id, ["MerchantReference"] = order.Reference, ["Customer"] = contact };
        if (!forMethods) return body;
        body["JuridicalType"] = Json.String(order.Customer?["JuridicalType"]) ?? "Physical";
        body["OrderItems"] = new JsonArray([.. order.Lines.Select(line => line.ToJson(0))]);
        body["ShippingAddress"] = order.Shipping?.DeepClone();
        body["SelectedShippingMethod"] = order.SelectedShippingMethod;
        body["ProvideShippingSecondaryOptions"] = false;
        return body;
    }
}
