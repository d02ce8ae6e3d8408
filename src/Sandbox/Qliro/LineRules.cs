
namespace QliroAdapter.Sandbox.Qliro;

/// <summary>Reads order lines and checks Qliro's limits and price rules.</summary>
internal static class LineRules
{
    private const int LinesMax = 200;

    public static List<QliroLine> Read(Fields request, QliroSimulatorOptions options, string list = "OrderItems")
    {
        var lines = request.Objects(list, required: true).ConvertAll(ReadLine);
        if (lines.Count > LinesMax) throw request.Wrong(list, $"At most {LinesMax} order items are allowed.");
        foreach (var same in lines.GroupBy(line => line.Identity))
        {
            if (same.Select(line => line.ExVat).Distinct().Count() > 1)
                throw request.Wrong(list,
                    $"Item {same.Key.Item1} at {same.Key.Item2} has different prices excluding VAT.");
        }

        var total = lines.Sum(line => line.Total);
        if (total < 0 || (total == 0 && !options.AcceptsZeroTotal))
            throw QliroRefusal.Bad("INVALID_REQUEST_TOTAL_AMOUNT",
                $"Items should add up to a positive total. Actual Request Total '{total}'.");
        return options.MergesEqualLines ? Merge(lines) : lines;
    }

    public static List<QliroLine> Merge(IEnumerable<QliroLine> lines) =>
        [.. lines.GroupBy(line => line.Identity)
            .Select(same => same.First() with { Quantity = same.Sum(line => line.Quantity) })];

    private static QliroLine ReadLine(Fields item)
    {
        var reference = item.Text("MerchantReference", required: true, pattern: QliroPatterns.ItemReference())!;
        var description = item.Text("Description", max: 4000);
        var type = item.OneOf("Type", false, "Product", "Discount", "Fee", "Shipping") ?? "Product";
        var quantity = item.Int("Quantity", required: true, min: 1)!.Value;
        var inc = item.Price("PricePerItemIncVat", required: true)!.Value;
        var ex = item.Price("PricePerItemExVat");
        var rate = item.VatRate();
        var exact = ex
            ?? (rate is null ? inc : Math.Round(inc / (1 + (rate.Value / 100)), 2, MidpointRounding.AwayFromZero));
        CheckSigns(item, type, inc, exact);
        CheckMetadata(item.Object("Metadata"));
        return new QliroLine(reference, description, type, quantity, inc, exact, rate,
            item.Body["Metadata"]?.DeepClone());
    }

    // The rule "with VAT is not below without" applies to absolute values, because both prices of a discount are below
    // zero.
    private static void CheckSigns(Fields item, string type, decimal inc, decimal ex)
    {
        if (type == "Discount" && (inc > 0 || ex > 0))
            throw item.Wrong("PricePerItemIncVat", "A discount must not be positive.");
        if (type != "Discount" && (inc < 0 || ex < 0))
            throw item.Wrong("PricePerItemIncVat", "The price must not be negative.");
        if (Math.Abs(inc) < Math.Abs(ex))
            throw item.Wrong("PricePerItemExVat", "The price excluding VAT exceeds the price including VAT.");
    }

    private static void CheckMetadata(Fields? metadata)
    {
        if (metadata is null) return;
        metadata.Flag("HasRisk");
        metadata.Object("Subscription")?.Flag("Enabled");
        metadata.Text("MerchantData", max: 250);
        if (metadata.Object("Ingrid") is not { } ingrid) return;
        ingrid.Int("Weight");
        ingrid.Text("Sku");
        ingrid.Flag("OutOfStock");
        ingrid.Price("Discount");
        ingrid.Texts("Attributes", int.MaxValue, int.MaxValue);
        if (ingrid.Object("ShippingDate") is { } date)
            foreach (var member in new[] { "Start", "End" }) date.Time(member);
        if (ingrid.Object("Dimensions") is not { } size) return;
        foreach (var member in new[] { "Height", "Length", "Width" }) size.Int(member);
    }

    /// <summary>Lines named in a shipment, return or update: only the members that identify and count them.</summary>
    public static List<QliroLine> ReadNamed(Fields holder)
        => Merge(holder.Objects("OrderItems", required: true).ConvertAll(item =>
    {
        var reference = item.Text("MerchantReference", required: true, pattern: QliroPatterns.ItemReference())!;
        var type = item.OneOf("Type", false, "Product", "Discount", "Fee", "Shipping") ?? "";
        var quantity = item.Int("Quantity", required: true, min: 1)!.Value;
        var inc = item.Price("PricePerItemIncVat", required: true)!.Value;
        if (item.Object("Metadata") is { } metadata)
        {
            metadata.Texts("HeaderLines", 5, 115);
            metadata.Texts("FooterLines", 5, 115);
        }

        return new QliroLine(reference, null, type, quantity, inc, inc, null, null);
    }));
}
