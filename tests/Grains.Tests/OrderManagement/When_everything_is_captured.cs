using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Grains.Tests.OrderManagement;

[Trait("qliro", "32")]
[Trait("norce", "44")]
public sealed class When_everything_is_captured
{
    [Fact]
    public async Task Should_ship_all_reserved_lines_under_the_purchases_own_transaction()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(Order());

        (await purchase.Capture()).Error.ShouldBeNull();

        var sent = purchase.Sent(Requests.Ship).ShouldHaveSingleItem();
        sent.Lines().ShouldBe([(Requests.Mug, 2), ("2:T-2", 1), ("S1:freight", 1)]);
        sent.ActsOn().ShouldBe((long)purchase.Transactions("Preauthorization")[0]["PaymentTransactionId"]!);
    }

    [Fact]
    public async Task Should_be_captured_only_when_qliro_says_so()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy(Order());

        await purchase.Capture();
        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBeEmpty();
        var operation = purchase.Attribute("qliroOperation")!;
        ((string)operation["type"]!).ShouldBe("capture");
        ((string)operation["requestId"]!).ShouldBe((string)purchase.Sent(Requests.Ship)[0]["RequestId"]!);
        ((JsonArray)operation["transactionIds"]!).Count.ShouldBe(1);

        await purchase.FinishAtQliro();
        purchase.NorceState.ShouldBe("captured");
        purchase.Actions.ShouldBe(["refund"]);
        purchase.Attribute("qliroOperation").ShouldBeNull();
        ((decimal)purchase.Attribute("qliroCaptured")!).ShouldBe(398m);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_stand_in_norces_audit_trail_once()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy().Captured();

        var entry = purchase.AuditTrail("capture").ShouldHaveSingleItem();
        ((bool)entry["isSuccess"]!).ShouldBeTrue();
        ((decimal)entry["amount"]!).ShouldBe(250m);
        entry.ToJsonString().ShouldNotContain("790625");
    }

    [Fact]
    public async Task Should_answer_a_repeat_without_asking_qliro_again()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        await purchase.Capture();
        (await purchase.Capture()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        (await purchase.Capture()).Error.ShouldBeNull();

        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
        purchase.AdminOrder.Captured.ShouldBe(25000);
    }

    [Fact]
    [Trait("norce", "48")]
    public async Task Should_be_possible_through_norces_action()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();

        (await shop.Norce.ExecuteAction(purchase.OrderId, purchase.PaymentId, "capture")).Status.ShouldBe(200);
        await purchase.FinishAtQliro();

        purchase.NorceState.ShouldBe("captured");
    }

    private static JsonObject Order()
    {
        var order = NorceOrders.Cart(NorceOrders.Item(), NorceOrders.Item("T-2", "Plate", 99m, 1));
        ((JsonArray)order["shippings"]!).Add(NorceOrders.Shipping());
        return order;
    }
}
