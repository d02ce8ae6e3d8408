using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_qliro_refuses_what_is_optional
{
    [Theory, Trait("qliro", "68")]
    [InlineData("Email")]
    [InlineData("MobileNumber")]
    [InlineData("Address.PostalCode")]
    public async Task Should_open_the_checkout_without_what_is_known_of_the_customer(string member)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder(Known());
        shop.Qliro.Faults.On("POST", "/Orders").Answer(400,
            $$"""
            {"ErrorCode":"INVALID_INPUT","ErrorMessage":"Property: CustomerInformation.{{member}}, Message: invalid."}
            """);

        var created = await shop.Create(orderId);

        created.Error.ShouldBeNull();
        shop.Qliro.OrderIds.Count.ShouldBe(1);
        var purchase = new Purchase(shop, orderId, created.Value!.PaymentId);
        (await shop.Timeline(purchase.Key)).ShouldContain(
            row => row.Summary.Contains(member, StringComparison.Ordinal));
    }

    [Fact]
    public async Task Should_be_tried_once_only_and_say_what_was_refused_first()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder(Known());
        shop.Qliro.Faults.On("POST", "/Orders").Answer(400,
            """{"ErrorCode":"INVALID_INPUT","ErrorMessage":"Property: OrderItems[0], Message: first."}""");
        shop.Qliro.Faults.On("POST", "/Orders").Answer(400,
            """{"ErrorCode":"INVALID_INPUT","ErrorMessage":"Property: OrderItems[0], Message: second."}""");

        var refused = (await shop.Create(orderId)).Error!;

        refused.Code.ShouldBe(ErrorCodes.QliroBadRequest);
        refused.Message.ShouldContain("first");
        shop.Qliro.OrderIds.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("")]
    [InlineData("""{"ErrorCode":"ORDER_NOT_FOUND","ErrorMessage":"There is no order."}""")]
    public async Task Should_find_a_new_order_that_is_not_found_at_once(string body)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("GET", "/Orders/").Answer(404, body, times: 4);
        shop.Qliro.Faults.On("GET", "adminapi").Answer(
            404, """{"ErrorCode":"ORDER_NOT_FOUND","ErrorMessage":"There is no order."}""", times: 4);

        (await shop.Create(orderId)).Error.ShouldBeNull();

        shop.Qliro.OrderIds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_give_up_on_a_new_order_that_stays_missing()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("GET", "/Orders/").Answer(
            404, """{"ErrorCode":"ORDER_NOT_FOUND","ErrorMessage":"There is no order."}""", times: 1000);

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.QliroOrderNotFound);

        shop.Norce.LivePayment(orderId).ShouldBeNull();
    }

    private static JsonObject Known()
    {
        var order = NorceOrders.Cart(NorceOrders.Item());
        order["customer"] = new JsonObject { ["billing"] = NorceOrders.Address() };
        return order;
    }
}
