using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.Outbox;

/// <summary>
/// Something between us and a partner answers in its place: a page, an empty error, JSON of its own. That says nothing
/// about the order.
/// </summary>
public sealed class When_a_proxy_answers_for_a_partner
{
    private const string Page = "<html><head><title>404 Not Found</title></head><body>nginx</body></html>";

    public static TheoryData<int, string> Foreign => new()
    {
        { 404, Page }, { 400, Page }, { 404, "" }, { 400, "" }, { 422, "" }, { 403, Page },
        { 404, """{"message":"no Route matched with those values"}""" },
        { 400, """{"title":"Bad Request","status":400}""" },
        { 200, "{}" }, { 200, Page }, { 200, "" }, { 200, "null" }, { 200, "[]" },
        { 200, """{"id":"oSomebodyElse","state":{"currentStatus":"removed"},"payments":[]}""" },
    };

    [Theory, MemberData(nameof(Foreign)), Trait("norce", "64")]
    public async Task Should_complete_a_paid_order_when_norce_is_back(int status, string body)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Norce.Faults.On("*", "/orders/").Answer(status, body, times: 12);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 60);

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
        (await purchase.Stored()).Outbox.ShouldNotContain(entry => entry.IsParked);
    }

    [Theory]
    [InlineData(401, "")]
    [InlineData(302, "")]
    [InlineData(403, Page)]
    public async Task Should_lose_no_entry_of_the_audit_trail(int status, string body)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Norce.Faults.On("*", "/transactions").Answer(status, body, times: 3);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 60);

        shop.Norce.Transactions(purchase.OrderId, purchase.PaymentId)
            .Select(entry => (string?)entry["pspStatus"]).ShouldContain("Completed");
    }

    [Theory, MemberData(nameof(Foreign)), Trait("norce", "64")]
    public async Task Should_write_to_norce_again(int status, string body)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        // Norce answers most writes with 200 and nothing else.
        if (status == 200 && body != Page) return;
        shop.Norce.Faults.On("PUT", "/orders/").Answer(status, body, times: 3);
        shop.Norce.Faults.On("POST", "/orders/").Answer(status, body, times: 3);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 60);

        purchase.NorceState.ShouldBe("reserved");
        purchase.Actions.ShouldBe(["capture", "cancel"]);
        purchase.OrderStatus.ShouldBe("completed");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact, Trait("norce", "64")]
    public async Task Should_believe_norces_own_refusal()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Norce.Faults.On("GET", "/orders/")
            .Answer(404, """{"code":"order-not-found","message":"There is no such order."}""", times: 100);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();

        (await purchase.Stored()).Outbox.ShouldContain(entry => entry.IsParked);
    }

    [Theory, Trait("qliro", "70")]
    [InlineData(404, Page)]
    [InlineData(404, "")]
    [InlineData(400, Page)]
    [InlineData(400, "")]
    [InlineData(403, Page)]
    [InlineData(200, Page)]
    public async Task Should_capture_once_under_one_request_id(int status, string body)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(status, body, times: 5);
        shop.Qliro.Faults.On("GET", "adminapi").After(1).Answer(status, body, times: 4);

        await shop.FinishOutbox(purchase.Grain.Capture(new()));
        await shop.Pass(TimeSpan.FromMinutes(10), steps: 100);
        await purchase.FinishAtQliro();

        purchase.Sent(Requests.Ship).Select(one => (string)one["RequestId"]!).Distinct().Count().ShouldBe(1);
        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
        (await purchase.Stored()).Outbox.ShouldNotContain(entry => entry.IsParked);
    }

    [Theory, Trait("qliro", "70")]
    [InlineData(404, Page)]
    [InlineData(404, "")]
    [InlineData(400, "")]
    [InlineData(200, "{}")]
    [InlineData(200, """{"OrderId":1,"CustomerCheckoutStatus":"Refused"}""")]
    public async Task Should_find_the_purchase_when_qliro_is_back(int status, string body)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Qliro.Faults.On("GET", "/Orders/").Answer(status, body, times: 9);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 60);

        purchase.NorceState.ShouldBe("reserved");
        purchase.OrderStatus.ShouldBe("completed");
    }

    [Theory, Trait("qliro", "70")]
    [InlineData(404, Page)]
    [InlineData(404, "")]
    public async Task Should_not_remove_a_paid_order_because_of_it(int status, string body)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Qliro.Faults.On("GET", "/Orders/").Answer(status, body, times: 9);

        (await shop.FinishOutbox(purchase.Grain.Remove(new()))).Error!.Code.ShouldBe(ErrorCodes.QliroError);
        await shop.Pass(TimeSpan.FromMinutes(60), steps: 60);

        purchase.NorceState.ShouldBe("reserved");
    }

    [Theory]
    [InlineData(404, Page)]
    [InlineData(400, "")]
    public async Task Should_keep_the_qliro_order_when_an_update_meets_it(int status, string body)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var before = purchase.QliroOrderId;
        shop.Qliro.Faults.On("PUT", "/Orders/").Answer(status, body, times: 1);

        await shop.Norce.ChangeQuantity(purchase.OrderId, 0, 3);
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 60);

        purchase.QliroOrderId.ShouldBe(before);
        shop.Qliro.OrderIds.Count.ShouldBe(1);
        purchase.QliroTotal.ShouldBe(purchase.NorceAmount);
    }
}
