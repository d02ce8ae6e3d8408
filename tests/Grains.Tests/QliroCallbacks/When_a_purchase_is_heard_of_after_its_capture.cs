using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>The push of the purchase was lost, and Qliro's staff captured before the adapter read the order.</summary>
public sealed class When_a_purchase_is_heard_of_after_its_capture
{
    [Fact]
    public async Task Should_apply_all_that_the_shopper_left_at_qliro()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId, method: "CREDITCARDS", typeCode: null))
            .Accepted.ShouldBeTrue();
        shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId);
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);

        await shop.Pass(TimeSpan.FromMinutes(20));

        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("captured", "completed"));
        Guid.TryParse(purchase.Token, out _).ShouldBeTrue();
        shop.Norce.Order(purchase.OrderId)["customer"]!["billing"].ShouldNotBeNull();
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_know_the_capture_when_its_push_is_the_first_that_comes(bool isUnavailable)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId);
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        if (isUnavailable) shop.Qliro.Faults.On("GET", "/checkout/merchantapi").Answer(503, times: 20);

        var told = await shop.FinishOutbox(purchase.Grain.ReceiveStatus(
            new() { Status = new() { PaymentType = "Capture", Status = "Success" } }));
        shop.Qliro.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(2));

        told.Error.ShouldBeNull();
        (purchase.NorceState, purchase.OrderStatus).ShouldBe(("captured", "completed"));
    }

    [Fact]
    public async Task Should_know_the_capture_of_a_charge_when_qliro_was_unavailable_at_its_push()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);
        shop.Qliro.PushSwitches.Drop = _ => true;
        shop.Qliro.FinishOpenTransactions(renewal.QliroOrderId);
        shop.Qliro.CaptureOutOfBand(renewal.QliroOrderId);
        shop.Qliro.FinishOpenTransactions(renewal.QliroOrderId);
        shop.Qliro.Faults.On("GET", "/adminapi").Answer(503, times: 20);

        var told = await shop.FinishOutbox(renewal.Grain.ReceiveStatus(
            new() { Status = new() { PaymentType = "Capture", Status = "Success" } }));
        shop.Qliro.Faults.Clear();
        await shop.Pass(TimeSpan.FromMinutes(2));

        told.Error.ShouldBeNull();
        (renewal.NorceState, renewal.OrderStatus).ShouldBe(("captured", "completed"));
    }
}
