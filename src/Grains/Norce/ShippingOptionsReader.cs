using System.Text.Json;
using System.Text.RegularExpressions;
using QliroAdapter.Qliro;

namespace QliroAdapter.Norce;

/// <summary>Reads <c>shippingOptions</c>; a mistake names the entry and its key.</summary>
internal static partial class ShippingOptionsReader
{
    private const string Key = "shippingOptions";
    private const int CategoriesMax = 2;
    private const decimal AmountMax = 1_000_000_000m;

    /// <summary>The options; empty when the key is absent.</summary>
    public static IReadOnlyList<ShippingOption> Read(ConfigurationDocument keys)
    {
        var options = keys.Items(Key).Select((entry, index) => Part(keys, entry, $"{Key}[{index}]", Option)).ToList();
        var categories = options.Select(option => option.Category).Distinct().ToList();
        if (categories.Count > 1 && categories.Contains(null)) keys.Wrong(Key, "must all have a category, or none");
        if (categories.Count > CategoriesMax) keys.Wrong(Key, $"must have at most {CategoriesMax} categories");
        return options;
    }

    private static T Part<T>(
        ConfigurationDocument keys, JsonElement entry, string path, Func<ConfigurationDocument, T> read)
    {
        var part = new ConfigurationDocument(entry);
        if (entry.ValueKind != JsonValueKind.Object) keys.Wrong(path, "must be a JSON object");
        var value = read(part);
        if (part.Mistake is { } mistake) keys.Wrong($"{path}.{mistake}");
        return value;
    }

    private static ShippingOption Option(ConfigurationDocument keys)
    {
        var (price, exVat, rate) = Prices(keys);
        var option = new ShippingOption
        {
            Reference = Reference(keys),
            FeeReference = LineReferenceOf(keys, "feeReference", keys.Text("feeReference")),
            DisplayName = keys.Required("displayName", 100),
            Descriptions = Lines(keys, 200),
            Brand = keys.Text("brand", 50),
            Price = price,
            PriceExVat = exVat,
            VatRate = rate,
            Countries = [.. keys.TextList("countries").Select(country => Country(keys, country))],
            PostalCodes = Ranges(keys),
            WeightMaxGrams = keys.Number("weightMaxGrams", 0, 1_000_000_000),
            OrderAmountMin = keys.Amount("orderAmountMin", AmountMax),
            OrderAmountMax = keys.Amount("orderAmountMax", AmountMax),
            Category = keys.Text("category", 50),
            PickupPoints = Parts(keys, "pickupPoints", PickupPoint),
            AdditionalServices = Parts(keys, "additionalServices", part => Service(part, rate)),
        };
        if (option.OrderAmountMin > option.OrderAmountMax)
            keys.Wrong("orderAmountMax", "must not be below orderAmountMin");
        return option;
    }

    private static List<T> Parts<T>(ConfigurationDocument keys, string key, Func<ConfigurationDocument, T> read)
        => [.. keys.Items(key).Select((entry, index) => Part(keys, entry, $"{key}[{index}]", read))];

    private static PickupPoint PickupPoint(ConfigurationDocument keys) => new()
    {
        Reference = keys.Required("reference", 450),
        DisplayName = keys.Required("displayName", 100),
        Descriptions = Lines(keys, 200),
        Address = keys.Text("address", 450),
        PostalCode = keys.Text("postalCode", 100),
        City = keys.Text("city", 450),
    };

    private static ShippingService Service(ConfigurationDocument keys, decimal vatRate)
    {
        var price = keys.Amount("price", AmountMax) ?? Missing(keys, "price");
        var exVat = keys.Amount("priceExVat", AmountMax) ?? VatPercents.Without(price, vatRate);
        if (exVat > price) keys.Wrong("priceExVat", "must not be above price");
        return new()
        {
            Reference = keys.Required("reference", 200),
            DisplayName = keys.Required("displayName", 100),
            Descriptions = Lines(keys, 100),
            Price = price,
            PriceExVat = exVat,
        };
    }

    /// <summary>One of price without VAT and rate must be given; the other follows from it.</summary>
    private static (decimal Price, decimal ExVat, decimal Rate) Prices(ConfigurationDocument keys)
    {
        var price = keys.Amount("price", AmountMax) ?? Missing(keys, "price");
        var exVat = keys.Amount("priceExVat", AmountMax);
        var rate = keys.Amount("vatRate", 100m);
        if (exVat is null && rate is null) keys.Wrong("vatRate", "is required unless there is priceExVat");
        if (exVat > price) keys.Wrong("priceExVat", "must not be above price");
        var without = exVat ?? VatPercents.Without(price, rate ?? 0m);
        return (price, without, rate ?? VatPercents.Of(null, NorcePrice.Of(price, without)));
    }

    private static decimal Missing(ConfigurationDocument keys, string key)
    {
        keys.Wrong(key, "is required");
        return 0m;
    }

    private static string Reference(ConfigurationDocument keys)
        => LineReferenceOf(keys, "reference", keys.Required("reference")) ?? "";

    private static string? LineReferenceOf(ConfigurationDocument keys, string key, string? text)
    {
        if (text is { Length: > 0 } && !LinePattern().IsMatch(text))
            keys.Wrong(key, "must be 1 to 200 letters, digits, spaces and ( . ) ' - _ & , / – + :");
        return text;
    }

    private static string Country(ConfigurationDocument keys, string country)
    {
        if (country is not { Length: 2 } || !country.All(char.IsAsciiLetter))
            keys.Wrong("countries", "must hold two-letter country codes");
        return country.ToUpperInvariant();
    }

    private static IReadOnlyList<string> Lines(ConfigurationDocument keys, int lettersMax)
    {
        var lines = keys.TextList("descriptions");
        if (lines.Count > 3 || lines.Any(line => line.Length > lettersMax))
            keys.Wrong("descriptions", $"must have at most 3 lines of at most {lettersMax} letters");
        return lines;
    }

    private static List<PostalCodeRange> Ranges(ConfigurationDocument keys)
        => Parts(keys, "postalCodes", part =>
        {
            var from = part.Required("from");
            var to = part.Text("to") ?? from;
            var range = PostalCodeRange.Of(from, to);
            if (range is null) part.Wrong("to", "must not come before from");
            return range ?? default;
        });

    [GeneratedRegex(@"^[\p{L}\s(.)'\-_&,/–+0-9:]{1,200}$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex LinePattern();
}
