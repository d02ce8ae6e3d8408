using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_shipping_is_chosen_in_the_snippet
{
    private static readonly QliroOrder sample = JsonSerializer.Deserialize<QliroOrder>(Samples.QliroOrder,
        QliroJson.Options)!;

    private static readonly QliroShippingMethodChanged chosen = new()
    {
        Method = "PICKUP",
        MethodName = "Hämta i butik",
        SecondaryOption = "LOC-1",
        PickupLocation = new() { Name = "Centralen" },
        Price = 39m,
        PriceExVat = 31.20m,
        TotalShippingPrice = 49m,
        TotalShippingPriceExVat = 39.20m,
        AdditionalShippingServices = ["SMS", "LIFT"],
    };

    [Fact]
    public void Should_become_a_shipping_of_ours()
    {
        var shipping = SnippetShipping.Merge(null, sample, chosen)!;

        (shipping.AdapterId, shipping.State, shipping.Reference, shipping.Name, shipping.VatRate)
            .ShouldBe((NorceAdapter.Id, "intent", "PICKUP", "Hämta i butik", 0.25m));
        shipping.Total.ShouldBe(NorcePrice.Of(49m, 39.20m));
        shipping.DeliveryDetails!.Product.ShouldBe(new NorceProduct { Reference = "PICKUP", Name = "Hämta i butik" });
        shipping.DeliveryDetails.PickupLocation
            .ShouldBe(new NorcePickupLocation { Reference = "LOC-1", Name = "Centralen" });
        shipping.Addons!.Select(addon => (addon.Reference, addon.Price)).ShouldBe([("SMS", 10m), ("LIFT", 0m)]);
    }

    [Fact]
    public void Should_believe_the_order_and_not_the_browser()
        => SnippetShipping.Merge(null, sample, chosen with { TotalShippingPrice = 1m, TotalShippingPriceExVat = 0.80m })!
            .Total.ShouldBe(NorcePrice.Of(49m, 39.20m));

    [Fact]
    public void Should_ignore_the_names_of_another_method()
    {
        var shipping = SnippetShipping.Merge(null, sample, chosen with { Method = "HOME", MethodName = "Hem" })!;

        (shipping.Reference, shipping.Name, shipping.Addons).ShouldBe(("PICKUP", "Pickup", null));
    }

    [Fact]
    public void Should_take_the_event_while_the_order_has_no_line()
    {
        var shipping = SnippetShipping.Merge(null, sample with { OrderItems = [] }, chosen with { PriceExVat = null })!;

        shipping.Total.ShouldBe(NorcePrice.Of(49m, 39.20m));
    }

    [Fact]
    public void Should_give_the_same_instance_when_nothing_changed()
    {
        var known = SnippetShipping.Merge(null, sample, chosen)! with { Id = "s1", TmsReference = "tms" };

        SnippetShipping.Merge(known, sample, chosen).ShouldBeSameAs(known);
        SnippetShipping.Merge(known, sample, null).ShouldBeSameAs(known);
    }

    [Fact]
    public void Should_move_the_same_shipping_to_another_method()
    {
        var known = SnippetShipping.Merge(null, sample, chosen)! with { Id = "s1" };
        var line = sample.OrderItems![2] with
        {
            PricePerItemIncVat = 0m,
            PricePerItemExVat = 0m,
            Description = "Hem",
            Metadata = new() { ShippingMethodMerchantReference = "HOME" },
        };

        var moved = SnippetShipping.Merge(known, sample with { OrderItems = [line] }, null)!;

        (moved.Id, moved.Reference, moved.Name, moved.VatRate).ShouldBe(("s1", "HOME", "Hem", 0.25m));
        moved.DeliveryDetails!.PickupLocation.ShouldBeNull();
    }

    [Trait("norce", "60")]
    [Theory]
    [InlineData("25", "0.25")]
    [InlineData(null, "0.2501")]
    public void Should_take_the_vat_rate_that_qliro_states(string? stated, string rate)
    {
        var line = sample.OrderItems![2] with
        {
            PricePerItemIncVat = 29.99m,
            PricePerItemExVat = 23.99m,
            VatRate = stated is null ? null : decimal.Parse(stated),
        };

        SnippetShipping.Merge(null, sample with { OrderItems = [line] }, null)!.VatRate.ShouldBe(decimal.Parse(rate));
    }

    [Theory]
    [InlineData("S1:PICKUP")]
    [InlineData("S12:x")]
    public void Should_not_take_a_line_we_sent_for_a_choice(string reference)
    {
        var sent = sample.OrderItems![2] with { MerchantReference = reference, Metadata = null };

        SnippetShipping.Merge(null, sample with { OrderItems = [sent] }, null).ShouldBeNull();
    }

    [Fact]
    public void Should_refuse_a_negative_fee_from_the_browser()
        => SnippetShipping.Merge(null, sample with { OrderItems = [] }, chosen with { TotalShippingPrice = -1m })
            .ShouldBeNull();
}
