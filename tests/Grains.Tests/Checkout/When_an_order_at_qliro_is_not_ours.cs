using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.Checkout;

/// <summary>
/// The answer to a creation is lost, and Qliro has an order under our reference. It is used only when it is ours.
/// </summary>
[Trait("qliro", "65")]
public sealed class When_an_order_at_qliro_is_not_ours
{
    private const string Orders = "merchantapi/Orders";

    [Fact]
    public async Task Should_give_two_norce_orders_of_one_basket_references_of_their_own()
    {
        await using var shop = await Shop.Open(ByCartReference);
        var first = await shop.OpenCheckout(OfBasket(2));

        var second = shop.AddOrder(OfBasket(3));
        shop.Qliro.Faults.On("POST", Orders).LoseRequest();
        await shop.Create(second);
        var created = await shop.Create(second);

        created.Error.ShouldBeNull();
        var other = new Purchase(shop, second, created.Value!.PaymentId);
        other.QliroOrderId.ShouldNotBe(first.QliroOrderId);
        (first.QliroTotal, other.QliroTotal).ShouldBe((250m, 375m));
        foreach (var one in (Purchase[])[first, other]) Reference(one).ShouldStartWith("basket-7-");
        Reference(first).ShouldNotBe(Reference(other));
    }

    [Fact]
    public async Task Should_give_their_successors_references_of_their_own_too()
    {
        await using var shop = await Shop.Open(ByCartReference);
        var first = await shop.OpenCheckout(OfBasket(2));
        var second = await shop.OpenCheckout(OfBasket(2));

        foreach (var one in (Purchase[])[first, second])
        {
            shop.Qliro.Expire(one.QliroOrderId);
            await shop.Norce.ChangeQuantity(one.OrderId, 0, 3);
            await shop.Pass(TimeSpan.FromMinutes(1));
        }

        shop.Qliro.OrderIds.Select(id => (string)shop.Qliro.Request(id)["MerchantReference"]!).ShouldBeUnique();
        (first.QliroTotal, second.QliroTotal).ShouldBe((375m, 375m));
    }

    [Theory]
    [InlineData("""{"Currency":"NOK"}""")]
    [InlineData("""{"Country":"NO"}""")]
    [InlineData("""{"CustomerCheckoutStatus":"Completed"}""")]
    [InlineData("""{"CustomerCheckoutStatus":"Refused"}""")]
    public async Task Should_leave_it_alone_and_create_under_a_new_reference(string difference)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("POST", Orders).LoseRequest();
        shop.Qliro.Faults.On("GET", "merchantReference=").Answer(200, Stranger(4999999, difference));

        var created = await shop.Create(orderId);

        created.Error.ShouldBeNull();
        ShouldHaveTakenANewReference(shop, 4999999);
        new Purchase(shop, orderId, created.Value!.PaymentId).QliroTotal.ShouldBe(250m);
    }

    [Fact]
    public async Task Should_leave_the_order_of_another_payment_alone()
    {
        await using var shop = await Shop.Open();
        var former = await shop.OpenCheckout();
        var reference = former.QliroOrderId;
        (await former.Grain.Remove(new())).Error.ShouldBeNull();
        shop.Qliro.Log.Clear();
        shop.Qliro.Faults.On("POST", Orders).LoseRequest();
        shop.Qliro.Faults.On("GET", "merchantReference=").Answer(200, Stranger(reference, "{}"));

        var created = await shop.Create(former.OrderId);

        created.Error.ShouldBeNull();
        ShouldHaveTakenANewReference(shop, reference);
    }

    [Fact]
    public async Task Should_adopt_ours_and_bring_it_to_our_lines()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("POST", Orders).LoseAnswer();

        var created = await shop.Create(orderId);

        created.Error.ShouldBeNull();
        shop.Qliro.OrderIds.Count.ShouldBe(1);
        shop.Qliro.Log.Of("POST", Orders).Count.ShouldBe(1);
        shop.Qliro.Log.Of("PUT", Orders).Count.ShouldBe(1);
    }

    private static void ByCartReference(JsonObject document)
        => document["options"]!["merchantReferenceSource"] = "OrderCartReference";

    private static JsonObject OfBasket(int quantity)
    {
        var order = NorceOrders.Cart(NorceOrders.Item(quantity: quantity));
        order["cart"]!["reference"] = "basket-7";
        return order;
    }

    private static string Reference(Purchase purchase)
        => (string)purchase.Shop.Qliro.Request(purchase.QliroOrderId)["MerchantReference"]!;

    private static string Stranger(long id, string difference)
    {
        var order = new JsonObject
        {
            ["OrderId"] = id,
            ["MerchantReference"] = "any",
            ["Currency"] = "SEK",
            ["Country"] = "SE",
            ["CustomerCheckoutStatus"] = "InProcess",
            ["OrderItems"] = new JsonArray(),
        };
        foreach (var (name, value) in (JsonObject)JsonNode.Parse(difference)!) order[name] = value!.DeepClone();
        return order.ToJsonString();
    }

    private static void ShouldHaveTakenANewReference(Shop shop, long stranger)
    {
        var sent = shop.Qliro.Log.Of("POST", Orders)
            .Select(one => (string)JsonNode.Parse(one.Body)!["MerchantReference"]!).ToList();
        sent.Count.ShouldBe(2);
        sent[1].ShouldNotBe(sent[0]);
        shop.Qliro.Log.Of("PUT", $"{Orders}/{stranger}").ShouldBeEmpty();
    }
}
