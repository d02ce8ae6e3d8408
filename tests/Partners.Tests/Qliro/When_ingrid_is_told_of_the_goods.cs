using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

/// <summary>What Ingrid is told of rows and of the order, in the shape that Qliro's own modules send.</summary>
public sealed class When_ingrid_is_told_of_the_goods
{
    private static readonly DateTimeOffset at = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    private static readonly NorceLogistics known = new()
    {
        Weight = 400m, Height = 10.2m, Length = 200m, Width = 30m, Tags = ["cold", "bulky"], ShippingDate = at,
    };

    [Fact, Trait("qliro", "73")]
    public void Should_tell_weight_size_and_tags_of_one_unit()
    {
        var row = Carts.Row(250m, 2m) with { Logistics = known };

        Told(row).ShouldHaveSingleItem().ShouldBe("""
            {"Weight":400,"Sku":"T-1","ShippingDate":{"Start":"TIME","End":"TIME"},
            "Attributes":["bulky","cold"],"Dimensions":{"Height":11,"Length":200,"Width":30}}
            """.ReplaceLineEndings("").Replace("TIME", "2026-03-14T12:00:00Z", StringComparison.Ordinal));
    }

    [Fact]
    public void Should_tell_what_is_known_and_nothing_else()
        => Told(Carts.Row(250m, 2m)).ShouldHaveSingleItem().ShouldBe("""{"Sku":"T-1"}""");

    [Theory]
    [InlineData("1.5", 600)] // Sold by weight: one unit at Qliro.
    [InlineData("3", 400)]
    [InlineData("0.0001", 1)]
    public void Should_weigh_what_qliro_sells_as_one(string quantity, int weight)
        => Told(Carts.Row(90m, Number(quantity)) with { Logistics = new() { Weight = 400m } })
            .ShouldHaveSingleItem().ShouldBe($$"""{"Weight":{{weight}},"Sku":"T-1"}""");

    [Fact]
    public void Should_weigh_each_unit_alike_where_a_row_takes_several_lines()
        => Told(Carts.Row(100m, 3m) with { Logistics = new() { Weight = 400m } })
            .ShouldBe(["""{"Weight":400,"Sku":"T-1"}""", """{"Weight":400,"Sku":"T-1"}"""]);

    [Fact]
    public void Should_weigh_a_bundle_by_its_parts()
    {
        var bundle = Carts.Row(250m, 2m) with
        {
            ProductType = "bundle",
            Items = [Carts.Row(0m, 3m) with { Logistics = new() { Weight = 100m } }, Carts.Row(0m)],
        };

        Told(bundle).ShouldHaveSingleItem().ShouldBe("""{"Weight":300,"Sku":"T-1"}""");
    }

    [Fact]
    public void Should_tell_nothing_with_what_is_not_goods()
    {
        var lines = Carts.Order(100m, Carts.Row(100m).Discounted(150m)).Shipped(0m).WithVoucher(20m)
            .Lines(Carts.Rules with { Ingrid = [] }).Lines;

        lines.Where(line => line.Metadata is not null).ShouldHaveSingleItem().Type.ShouldBe("Product");
        lines.Count.ShouldBeGreaterThan(2);
    }

    [Fact, Trait("qliro", "73")]
    public void Should_tell_the_codes_and_tags_of_the_order()
    {
        var order = Carts.Order(
            250m,
            Carts.Row(125m) with { Logistics = known, Discounts = [new() { Code = "SPRING" }, new() { Code = " " }] },
            Carts.Row(125m, sku: "T-2") with { Logistics = new() { Tags = ["cold"] } });
        order = order with
        {
            Cart = order.Cart! with { Discounts = [new() { Code = "FREESHIP" }, new() { Code = "SPRING" }] },
        };

        Texts(IngridOrder.Of(order)).ShouldBe([
            "Ingrid.Vouchers=FREESHIP", "Ingrid.Vouchers=SPRING", "Ingrid.CartAttributes=bulky",
            "Ingrid.CartAttributes=cold",
        ]);
    }

    [Fact]
    public void Should_say_that_there_is_none()
        => Texts(IngridOrder.Of(Carts.Order(100m, Carts.Row(100m))))
            .ShouldBe(["Ingrid.Vouchers=", "Ingrid.CartAttributes="]);

    [Theory]
    [InlineData("{}", "Ingrid.Vouchers=", "Ingrid.CartAttributes=")]
    [InlineData("""{"Ingrid.Vouchers":"VIP"}""", "Ingrid.Vouchers=VIP", "Ingrid.CartAttributes=")]
    [InlineData("""{"Ingrid.CartAttributes":["a","b","a"],"campaign":"x"}""",
        "Ingrid.CartAttributes=a", "Ingrid.CartAttributes=b", "Ingrid.Vouchers=")]
    public void Should_add_what_the_document_gives(string metadata, params string[] told)
        => Texts(IngridOrder.With(
            IngridOrder.Of(Carts.Order(100m, Carts.Row(100m))), JsonSerializer.Deserialize<JsonElement>(metadata))!)
            .ShouldBe(told);

    [Fact]
    public void Should_be_hashed_apart_from_what_is_sold()
    {
        var order = Carts.Order(100m, Carts.Row(100m));
        OrderLines[] all =
        [
            order.Lines(),
            order.Lines(Carts.Rules with { Ingrid = IngridOrder.Of(order) }),
            order.Lines(Carts.Rules with { Ingrid = [new() { Key = "Ingrid.Vouchers", Value = "A" }] }),
            Carts.Order(100m, Carts.Row(100m) with { Logistics = known })
                .Lines(Carts.Rules with { Ingrid = IngridOrder.Of(order) }),
            Carts.Order(100m, Carts.Row(100m) with { Logistics = known with { ShippingDate = at.AddDays(1) } })
                .Lines(Carts.Rules with { Ingrid = IngridOrder.Of(order) }),
        ];

        all.Select(lines => lines.Hash).Distinct().ShouldHaveSingleItem();
        all.Select(lines => lines.ToldHash).ShouldBeUnique();
        all[0].ToldHash.ShouldBeEmpty();
    }

    [Fact]
    public void Should_not_change_with_the_order_of_tags_and_codes()
    {
        string[] hashes =
        [
            .. new[] { (string[])["a", "b"], ["b", "a"] }.Select(texts =>
            {
                var order = Carts.Order(100m, Carts.Row(100m) with
                {
                    Logistics = new() { Tags = texts },
                    Discounts = [.. texts.Select(text => new NorceDiscount { Code = text })],
                });
                return order.Lines(Carts.Rules with { Ingrid = IngridOrder.Of(order) }).ToldHash;
            }),
        ];

        hashes.Distinct().ShouldHaveSingleItem();
    }

    [Theory]
    [InlineData("digital", false)]
    [InlineData("Digital", false)]
    [InlineData("giftCard", true)]
    [InlineData("physical", true)]
    [InlineData("bundle", true)]
    [InlineData(null, true)]
    public void Should_know_what_has_to_be_delivered(string? productType, bool isDelivered)
        => GoodsToDeliver.IsAnyIn(Carts.Order(100m, Carts.Row(100m) with { ProductType = productType }))
            .ShouldBe(isDelivered);

    [Theory]
    [InlineData("digital", "digital", false)]
    [InlineData("digital", "physical", true)]
    public void Should_look_into_bundles(string first, string second, bool isDelivered)
    {
        var bundle = Carts.Row(100m) with
        {
            ProductType = "bundle",
            Items = [Carts.Row(0m) with { ProductType = first }, Carts.Row(0m) with { ProductType = second }],
        };

        GoodsToDeliver.IsAnyIn(Carts.Order(100m, bundle)).ShouldBe(isDelivered);
    }

    private static string[] Told(NorceItem row)
        => [.. Carts.Order(row.Total!.IncludingVat!.Value, row).Lines(Carts.Rules with { Ingrid = [] }).Lines
            .Select(line => JsonSerializer.Serialize(line.Metadata!.Ingrid, QliroJson.Options))];

    private static string[] Texts(IReadOnlyList<QliroMetadataEntry> entries)
        => [.. entries.Select(entry => $"{entry.Key}={entry.Value}")];

    private static decimal Number(string text) => decimal.Parse(text, System.Globalization.CultureInfo.InvariantCulture);
}
