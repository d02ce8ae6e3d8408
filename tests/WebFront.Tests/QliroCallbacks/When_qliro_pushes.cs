using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.QliroCallbacks;

public sealed class When_qliro_pushes
{
    private const string Received = """{"callbackResponse":"received","CallbackResponse":"received"}""";

    [Fact]
    public async Task Should_hand_on_what_it_says_and_answer_received_in_both_spellings()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("push", Calls.Json(
            """
            {"OrderId":4000123,"MerchantReference":"o1","Status":"Completed","Timestamp":"2025-11-20T08:06:00.1234567Z",
             "NotificationType":"CustomerCheckoutStatus","PaymentTransactionId":900001}
            """));
        (await response.Content.ReadAsStringAsync()).ShouldBe(Received);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        var (key, message) = front.Grains.Last;
        key.ShouldBe("norce/1/o1/p1");
        var push = message.ShouldBeOfType<ReceivePush>().Push.ShouldNotBeNull();
        push.OrderId!.Value.Value.ShouldBe(4000123);
        push.Status.ShouldBe("Completed");
    }

    [Fact]
    public async Task Should_take_an_upsell_push_for_a_push()
    {
        await using var front = await RunningFront.Start();
        await front.FromQliro("push", Calls.Json(
            """{"OrderId":4000123,"Status":"Success","NotificationType":"UpsellStatus","PaymentType":"Debit"}"""));
        front.Grains.Last.Message.ShouldBeOfType<ReceivePush>().Push!.IsUpsell.ShouldBeTrue();
    }

    [Fact]
    public async Task Should_take_a_checkout_status_for_one_whatever_else_it_says()
    {
        await using var front = await RunningFront.Start();
        await front.FromQliro("push", Calls.Json(
            """
            {"OrderId":1,"Status":"Completed","NotificationType":"CustomerCheckoutStatus",
             "PaymentType":"Preauthorization"}
            """));
        front.Grains.Last.Message.ShouldBeOfType<ReceivePush>();
    }

    [Fact]
    public async Task Should_recognise_an_order_management_push_on_the_push_route()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("push", Calls.Json(
            """
            {"OrderID":"4000123","PaymentTransactionId":"900002","Amount":250.00,"Status":"Success",
             "PaymentType":"Capture"}
            """));
        (await response.Content.ReadAsStringAsync()).ShouldBe(Received);
        var status = front.Grains.Last.Message.ShouldBeOfType<ReceiveStatus>().Status.ShouldNotBeNull();
        status.PaymentTransactionId.ShouldBe(900002);
        status.PaymentType.ShouldBe("Capture");
    }

    [Fact]
    public async Task Should_hand_on_an_order_management_status()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("status", Calls.Json(
            """
            {"OrderId":4000123,"PaymentTransactionId":900002,"Amount":-250.00,"Currency":"SEK","Status":"Success",
             "PaymentType":"Refund","OriginalPaymentTransactionId":"900001","TimeStamp":"2025-11-21T08:00:00"}
            """));
        (await response.Content.ReadAsStringAsync()).ShouldBe(Received);
        var status = front.Grains.Last.Message.ShouldBeOfType<ReceiveStatus>().Status.ShouldNotBeNull();
        status.OriginalPaymentTransactionId.ShouldBe(900001);
        status.Amount.ShouldBe(-250.00m);
    }

    [Theory]
    [InlineData("push")]
    [InlineData("status")]
    public async Task Should_say_that_the_payment_is_unknown(string name)
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = ErrorCodes.PaymentNotFound, Message = "Unknown." };
        var response = await front.FromQliro(name, Calls.Json("{}"));
        ((int)response.StatusCode).ShouldBe(404);
        (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe("payment-not-found");
    }
}
