using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// A part of an order costs what the shopper paid for it, discounts and vouchers included, and takes no other goods.
/// Amounts are öre.
/// </summary>
public sealed class When_goods_are_taken_in_parts
{
    private const string Coat = "COAT";
    private const string Hat = "HAT";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_give_back_what_a_discounted_row_cost(bool mapsDiscounts)
    {
        await using var shop = await Open(mapsDiscounts);
        var purchase = await shop.Buy(CoatAndHat()).Captured();

        await Refund(purchase, Coat);
        purchase.AdminOrder.Refunded.ShouldBe(5000);
        await Refund(purchase, Hat);
        purchase.AdminOrder.Refunded.ShouldBe(15000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_charge_what_a_discounted_row_costs_and_release_the_rest(bool mapsDiscounts)
    {
        await using var shop = await Open(mapsDiscounts);
        var purchase = await shop.Buy(CoatAndHat()).Captured(("COAT", 1));

        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        (purchase.AdminOrder.Captured, purchase.AdminOrder.Released).ShouldBe((5000, 10000));
        purchase.NorceState.ShouldBe("captured");
    }

    [Theory]
    [Trait("qliro", "57")]
    [InlineData(false, 30, new[] { 7000, 14000, 21000 })]
    [InlineData(true, 30, new[] { 7000, 14000, 21000 })]
    [InlineData(false, 20, new[] { 7333, 14666, 22000 })]
    [InlineData(true, 20, new[] { 7333, 14666, 22000 })]
    public async Task Should_give_back_each_unit_with_its_own_discount(bool mapsDiscounts, int discount, int[] refunded)
    {
        await using var shop = await Open(mapsDiscounts);
        var purchase = await shop.Buy(ThreeOfA(discount)).Captured();

        foreach (var sum in refunded)
        {
            (await purchase.Refund(("1:A", 1))).Error.ShouldBeNull();
            await purchase.FinishAtQliro();
            purchase.AdminOrder.Refunded.ShouldBe(sum);
        }
    }

    [Theory]
    [Trait("qliro", "58")]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_capture_a_row_with_its_own_discount(bool mapsDiscounts)
    {
        await using var shop = await Open(mapsDiscounts);
        var one = await shop.Buy(ThreeOfA(discount: 30)).Captured(("A", 1));
        one.AdminOrder.Captured.ShouldBe(7000);

        var all = await shop.Buy(ThreeOfA(discount: 30)).Captured(("A", 3));
        (await all.Cancel()).Error.ShouldBeNull();
        await all.FinishAtQliro();
        (all.AdminOrder.Captured, all.AdminOrder.Released).ShouldBe((21000, 6000));
    }

    [Theory]
    [Trait("qliro", "59"), Trait("qliro", "61")]
    [InlineData("150", "90", "216", 13500, 8100)]
    [InlineData("40", "70", "50", 1818, 3182)]
    [InlineData("100", "100", "80", 4000, 4000)]
    [InlineData("50", "50", "90", 4500, 4500)]
    public async Task Should_take_a_row_with_its_share_of_the_orders_discount(
        string a, string b, string total, int worthA, int worthB)
    {
        await using var shop = await Shop.Open();
        JsonObject Cart() => Priced(
            NorceOrders.Cart(
                NorceOrders.Item("A", "A", decimal.Parse(a), 1), NorceOrders.Item("B", "B", decimal.Parse(b), 1)),
            decimal.Parse(total));
        var purchase = await shop.Buy(Cart()).Captured(("A", 1));

        purchase.AdminOrder.Captured.ShouldBe(worthA);
        purchase.Sent(Requests.Ship)[0].Lines().ShouldAllBe(line => line.Item1.StartsWith('1'));
        await purchase.CaptureNow(("B", 1));
        purchase.AdminOrder.Captured.ShouldBe(worthA + worthB);
        (await purchase.Refund(("B", 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        purchase.AdminOrder.Refunded.ShouldBe(worthB);

        var whole = await shop.Buy(Cart()).Captured();
        await Refund(whole, "B");
        whole.AdminOrder.Refunded.ShouldBe(worthB);
        await Refund(whole, "A");
        whole.AdminOrder.Refunded.ShouldBe(worthA + worthB);
    }

    [Theory]
    [Trait("qliro", "60")]
    [InlineData("120", "80", "50", 9000, 6000)]
    [InlineData("150", "120", "100", 9444, 7556)]
    public async Task Should_take_a_row_with_its_share_of_a_voucher(
        string a, string b, string voucher, int captured, int released)
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(
            NorceOrders.Item("A", "A", decimal.Parse(a), 1), NorceOrders.Item("B", "B", decimal.Parse(b), 1));
        var purchase = await shop.Buy(Paid(order, decimal.Parse(voucher))).Captured(("A", 1));

        (await purchase.Cancel()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        (purchase.AdminOrder.Captured, purchase.AdminOrder.Released).ShouldBe((captured, released));
    }

    [Fact]
    public async Task Should_take_goods_with_their_share_of_a_freight_below_zero()
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item("A", "A", 150m, 1), NorceOrders.Item("B", "B", 50m, 1));
        order["shippings"] = new JsonArray(NorceOrders.Shipping(-10m));
        var purchase = await shop.Buy(order).Captured(("A", 1));

        purchase.AdminOrder.Captured.ShouldBe(14250);
        await purchase.CaptureNow();
        purchase.AdminOrder.Captured.ShouldBe(19000);
    }

    [Fact]
    public async Task Should_take_goods_with_their_share_of_the_ore_of_a_long_order()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(Long(110)).Captured(("P1", 1));

        purchase.AdminOrder.Captured.ShouldBe(3333);
        await purchase.CaptureNow(("P1", 2));
        purchase.AdminOrder.Captured.ShouldBe(10000);
        await Refund(purchase, "P1");
        purchase.AdminOrder.Refunded.ShouldBe(3333);
        await purchase.CaptureNow();
        purchase.AdminOrder.Captured.ShouldBe(1_100_000);
    }

    [Theory]
    [Trait("norce", "51")]
    [InlineData("28.72", 1)]
    [InlineData("64.35", 2)]
    [InlineData("100.00", 2)]
    public async Task Should_sell_for_one_amount_where_vouchers_have_three_decimals(string total, int vouchers)
    {
        await using var shop = await Shop.Open();
        var order = NorceOrders.Cart(NorceOrders.Item("A", "A", decimal.Parse(total), 1));
        var purchase = await shop.OpenCheckout(Paid(order, [.. Enumerable.Repeat(10.005m, vouchers)]));
        purchase.NorceAmount.ShouldBe(purchase.QliroTotal);
        await shop.Norce.AddVoucher(purchase.OrderId, 1.005m);
        purchase.NorceAmount.ShouldBe(purchase.QliroTotal);

        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
    }

    [Fact]
    [Trait("qliro", "62")]
    public async Task Should_let_a_hook_add_the_next_uneven_row()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout(Long(100));

        (await shop.Norce.ChangeCart(purchase.OrderId, cart =>
        {
            ((JsonArray)cart["items"]!).Add(Uneven(101));
            cart["total"] = NorceOrders.Price(10_100m, 0.25m);
        })).IsSuccess.ShouldBeTrue();

        (purchase.NorceAmount, purchase.QliroTotal).ShouldBe((10_100m, 10_100m));
        ((JsonArray)shop.Qliro.Order(purchase.QliroOrderId)["OrderItems"]!).Count.ShouldBe(102);
    }

    [Fact]
    [Trait("qliro", "71")]
    public async Task Should_sell_and_capture_a_row_without_vat()
    {
        await using var shop = await Shop.Open();
        var row = NorceOrders.Item("A", "A", 100m, 1);
        foreach (var member in new[] { "price", "total", "originalTotal" })
            row[member] = new JsonObject { ["includingVat"] = 100m, ["excludingVat"] = 100m };
        var purchase = await shop.Buy(NorceOrders.Cart(row)).Captured();

        var sold = shop.Qliro.Order(purchase.QliroOrderId)["OrderItems"]![0]!;
        ((decimal)sold["VatRate"]!, (decimal)sold["PricePerItemExVat"]!).ShouldBe((0m, 100m));
        purchase.AdminOrder.Captured.ShouldBe(10000);
    }

    private static Task<Shop> Open(bool mapsDiscounts)
        => Shop.Open(document => document["options"]!["mapDiscountPerRow"] = mapsDiscounts);

    private static JsonObject CoatAndHat() => NorceOrders.Cart(
        NorceOrders.Item("COAT", "Coat", 100m, 1, discount: 50m), NorceOrders.Item("HAT", "Hat", 100m, 1));

    private static JsonObject ThreeOfA(int discount) => NorceOrders.Cart(
        NorceOrders.Item("A", "A", 80m, 3, discount: discount), NorceOrders.Item("B", "B", 60m, 1));

    private static JsonObject Priced(JsonObject order, decimal total)
    {
        order["cart"]!["total"] = NorceOrders.Price(total, 0.25m);
        return order;
    }

    private static JsonObject Paid(JsonObject order, params decimal[] vouchers)
    {
        order["payments"] = new JsonArray([.. vouchers.Select(amount => NorceOrders.Voucher(amount))]);
        return order;
    }

    private static JsonObject Long(int rows)
        => NorceOrders.Cart([.. Enumerable.Range(1, rows).Select(Uneven)]);

    /// <summary>Three units for 100.00.</summary>
    private static JsonObject Uneven(int number)
    {
        var row = NorceOrders.Item($"P{number}", "Pen", 33.33m, 3);
        row["total"] = NorceOrders.Price(100m, 0.25m);
        row["originalTotal"] = NorceOrders.Price(100m, 0.25m);
        return row;
    }

    private static async Task Refund(Purchase purchase, string reference)
    {
        (await purchase.Refund((reference, 1))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
    }
}
