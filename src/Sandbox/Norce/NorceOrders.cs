using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>
/// Orders, rows and configuration documents to start from. Prices include VAT; the ex-VAT part is computed.
/// </summary>
public static class NorceOrders
{
    /// <summary>An order in checkout with these rows; sv-SE, SEK and SE unless the caller says otherwise.</summary>
    public static JsonObject Cart(params JsonObject[] items) => new()
    {
        ["culture"] = "sv-SE",
        ["currency"] = "SEK",
        ["country"] = "SE",
        ["cart"] = new JsonObject
        {
            ["reference"] = "4711",
            ["items"] = new JsonArray([.. items]),
            ["discounts"] = new JsonArray(),
            ["total"] = SumOf(items),
        },
        ["shippings"] = new JsonArray(),
        ["payments"] = new JsonArray(),
        ["customer"] = new JsonObject { ["type"] = "person" },
    };

    /// <summary>A row. A discount lowers the row's total; price and original total stay.</summary>
    public static JsonObject Item(string sku = "T-1", string name = "Mug", decimal unitPrice = 125m, int quantity = 2,
        decimal vatRate = 0.25m, decimal discount = 0m)
    {
        var item = new JsonObject
        {
            ["reference"] = "row-" + sku,
            ["sku"] = sku,
            ["name"] = name,
            ["unit"] = "st",
            ["quantity"] = quantity,
            ["price"] = Price(unitPrice, vatRate),
            ["total"] = Price((unitPrice * quantity) - discount, vatRate),
            ["originalTotal"] = Price(unitPrice * quantity, vatRate),
            ["vatRate"] = vatRate,
            ["discounts"] = new JsonArray(),
        };
        if (discount != 0m) ((JsonArray)item["discounts"]!).Add(Discount("SPRING", discount, vatRate));
        return item;
    }

    public static JsonObject Discount(string code, decimal value, decimal vatRate = 0.25m) => new()
    {
        ["type"] = "item", ["name"] = code, ["code"] = code, ["value"] = Price(value, vatRate),
    };

    /// <summary>A shipping that another adapter wrote.</summary>
    public static JsonObject Shipping(decimal price = 49m, decimal vatRate = 0.25m,
        string adapterId = NorceSimulatorOptions.PlatformAdapterId, string name = "Postombud") => new()
        {
            ["adapterId"] = adapterId,
            ["name"] = name,
            ["reference"] = "freight",
            ["state"] = "intent",
            ["total"] = Price(price, vatRate),
            ["vatRate"] = vatRate,
            ["deliveryDetails"] =
            new JsonObject { ["product"] = new JsonObject { ["reference"] = "freight", ["name"] = name } },
        };

    /// <summary>A gift card as a payment.</summary>
    public static JsonObject Voucher(decimal amount, string adapterId = "awardit_adapter", string currency = "SEK")
        => new()
        {
            ["adapterId"] = adapterId,
            ["name"] = "Presentkort",
            ["type"] = "voucher",
            ["currency"] = currency,
            ["amount"] = amount,
            ["upperLimitAmount"] = amount,
            ["state"] = "reserved",
            ["reference"] = "GIFT-1",
        };

    public static JsonObject Address(string givenName = "Anna", string familyName = "Test") => new()
    {
        ["type"] = "person",
        ["givenName"] = givenName,
        ["familyName"] = familyName,
        ["streetAddress"] = "Storgatan 1",
        ["postalCode"] = "21145",
        ["city"] = "Malmö",
        ["country"] = "SE",
        ["email"] = "anna@example.com",
        ["phone"] = "+46701234567",
    };

    /// <summary>The configuration document of the adapter for a channel.</summary>
    public static JsonObject Configuration(string qliroUrl, string apiKey, string apiSecret, string adapterUrl,
        string shopUrl) => new()
        {
            ["$schema"] = adapterUrl + "/openapi/v1/schemas/qliro_checkout_adapter.json",
            ["id"] = NorceSimulatorOptions.QliroAdapterId,
            ["active"] = true,
            ["adapter"] = new JsonObject { ["publicUrl"] = adapterUrl, ["internalUrl"] = adapterUrl },
            ["apiSettings"] =
            new JsonObject { ["apiUrl"] = qliroUrl, ["merchantApiKey"] = apiKey, ["merchantApiSecret"] = apiSecret },
            ["redirectUrls"] = new JsonObject
            {
                ["confirmationUrl"] = shopUrl + "/confirmation?orderId={orderId}&merchant={merchant}&channel={channel}",
                ["termsUrl"] = shopUrl + "/terms",
                ["integrityPolicyUrl"] = shopUrl + "/privacy",
            },
            ["options"] = new JsonObject
            {
                ["merchantReferenceSource"] = "OrderId", ["mapDiscountPerRow"] = false, ["recurring"] = false,
                ["useIntegratedShipping"] = false,
            },
        };

    /// <summary>The same document for a channel whose deliveries are chosen in Qliro's frame.</summary>
    public static JsonObject WithDeliveries(JsonObject configuration)
    {
        var copy = Json.Copy(configuration);
        copy["options"]!["shippingOptions"] = new JsonArray(
            ShippingOption("postombud", "Postombud", 49m), ShippingOption("hemleverans", "Hemleverans", 99m),
            ShippingOption("butik", "Hämta i butik", 0m));
        return copy;
    }

    private static JsonObject ShippingOption(string reference, string name, decimal price) => new()
    {
        ["reference"] = reference, ["displayName"] = name, ["price"] = price, ["vatRate"] = 25,
    };

    /// <summary>A price from the amount with VAT; the amount without VAT is rounded half up to two decimals.</summary>
    public static JsonObject Price(decimal includingVat, decimal vatRate) => new()
    {
        ["includingVat"] = includingVat,
        ["excludingVat"] = Math.Round(includingVat / (1m + vatRate), 2, MidpointRounding.AwayFromZero),
    };

    /// <summary>Sets a row's quantity (0 removes the row), keeps its discount, and sums the cart again.</summary>
    public static void SetQuantity(JsonObject cart, int row, int quantity)
    {
        var items = (JsonArray)cart["items"]!;
        var item = (JsonObject)items[row]!;
        if (quantity <= 0)
        {
            items.RemoveAt(row);
        }
        else
        {
            var unit = Number(item, "price");
            var rate = Json.Number(item["vatRate"]) ?? 0m;
            var discount = item["originalTotal"] is null ? 0m : Number(item, "originalTotal") - Number(item, "total");
            item["quantity"] = quantity;
            item["originalTotal"] = Price(unit * quantity, rate);
            item["total"] = Price((unit * quantity) - discount, rate);
        }

        cart["total"] = SumOf(Json.Objects(items));
    }

    private static JsonObject SumOf(IEnumerable<JsonObject> items)
    {
        var all = items.ToList();
        return new JsonObject
        {
            ["includingVat"] = all.Sum(item => Number(item, "total")),
            ["excludingVat"] = all.Sum(item => Json.Number(item["total"]?["excludingVat"]) ?? 0m),
        };
    }

    private static decimal Number(JsonObject item, string member) => Json.Number(item[member]?["includingVat"]) ?? 0m;
}
