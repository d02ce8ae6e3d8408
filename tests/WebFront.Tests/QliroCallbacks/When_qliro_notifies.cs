using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.QliroCallbacks;

public sealed class When_qliro_notifies
{
    private const string Received = """{"callbackResponse":"received","CallbackResponse":"received"}""";

    [Theory]
    [InlineData("TimeStamp")]
    [InlineData("Timestamp")]
    public async Task Should_hand_on_a_notification(string timestamp)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("notification", Calls.Json(
            $$$"""
            {"OrderId":67890,"MerchantReference":"MerchantRef1234","IsSuccess":true,"ErrorMessage":null,
             "{{{timestamp}}}":"2024-07-01T09:44:37.6397507Z","EventType":"SHIPPING_PROVIDER_UPDATE","Provider":"Unifaun",
             "Payload":{"service":{"id":"P19"} } }
            """));
        (await response.Content.ReadAsStringAsync()).ShouldBe(Received);
        var (key, message) = front.Grains.Last;
        key.ShouldBe("norce/1/o1/p1");
        var notification = message.ShouldBeOfType<ReceiveNotification>().Notification;
        notification.Provider.ShouldBe("Unifaun");
        notification.Timestamp!.Value.Year.ShouldBe(2024);
        notification.Payload!.Value.GetProperty("service").GetProperty("id").GetString().ShouldBe("P19");
    }

    [Theory]
    [InlineData("""{"id":"7F000000-0000-0000-0000-00000000000a","brandName":"VISA","expiryYear":30,"expiryMonth":4,"bin":"400000","last4Digits":"0002","maskedNumber":"400000******0002"}""")]
    [InlineData("""{"OrderId":"4000123","Id":"7F000000-0000-0000-0000-00000000000a","CardBin":"400000","CardLast4Digits":"0002","CardExpiryYear":"2030","CardExpiryMonth":"4","CardBrandName":"Visa"}""")]
    public async Task Should_hand_on_a_saved_card_in_either_spelling(string body)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("save-recurring-details", Calls.Json(body));
        (await response.Content.ReadAsStringAsync()).ShouldBe(Received);
        var card = front.Grains.Last.Message.ShouldBeOfType<SaveRecurringDetails>().Card;
        card.Id!.Reveal().ShouldBe("7F000000-0000-0000-0000-00000000000a");
        card.Brand.ShouldBe("VISA", StringCompareShould.IgnoreCase);
        card.Year.ShouldBe("2030");
        card.Month.ShouldBe("4");
        card.Description.ShouldBe("400000******0002");
    }

    [Theory]
    [InlineData("notification", "")]
    [InlineData("notification", "not json")]
    [InlineData("save-recurring-details", "")]
    [InlineData("save-recurring-details", "[1]")]
    public async Task Should_not_say_received_to_what_it_cannot_read(string name, string body)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro(name, Calls.Json(body));
        ((int)response.StatusCode).ShouldBe(400);
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("notification")]
    [InlineData("save-recurring-details")]
    public async Task Should_say_that_the_payment_is_unknown(string name)
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = ErrorCodes.PaymentNotFound, Message = "Unknown." };
        var response = await front.FromQliro(name, Calls.Json("{}"));
        ((int)response.StatusCode).ShouldBe(404);
    }

    [Theory]
    [InlineData("notification")]
    [InlineData("save-recurring-details")]
    public async Task Should_be_a_failure_when_it_cannot_be_stored(string name)
    {
        await using var front = await RunningFront.Start();
        front.Grains.Failure = new InvalidOperationException("The store is away.");
        var response = await front.FromQliro(name, Calls.Json("{}"));
        ((int)response.StatusCode).ShouldBe(500);
    }
}
