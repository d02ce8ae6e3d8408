using System.Text.Json;
using QliroAdapter.NorceCallbacks;

namespace QliroAdapter.WebFront.Tests.NorceCallbacks;

public sealed class When_norce_asks_before_a_change
{
    private const string Order =
        """
        {"id":"o1","currency":"SEK","state":{"currentStatus":"checkout"},"total":{"includingVat":349.00},
         "payments":[{"id":"p1","adapterId":"qliro_checkout_adapter","state":"intent"}],"brandNew":{"member":1}}
        """;

    [Trait("norce", "21")]
    [Theory]
    [InlineData("update-payment", typeof(UpdatePayment))]
    [InlineData("cart-changed", typeof(UpdatePayment))]
    [InlineData("state-changed", typeof(ChangeState))]
    [InlineData("upsell/complete", typeof(CompleteUpsell))]
    public async Task Should_hand_on_the_order_and_answer_the_patches(string hook, Type message)
    {
        await using var front = await RunningFront.Start();
        var amount = JsonSerializer.SerializeToElement(349.00m);
        front.Grains.Patches = new()
        {
            Patches =
            [
                new() { Op = "replace", Path = "/payments/0/amount", Value = amount },
                new() { Op = "remove", Path = "/payments/0/reference" },
            ],
        };
        var response = await front.FromServer(HttpMethod.Post, $"{Calls.Callbacks}/{hook}", Calls.Json(Order));
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/json");
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """
            [{"op":"replace","path":"/payments/0/amount","value":349.00},{"op":"remove","path":"/payments/0/reference"}]
            """);
        front.Grains.Last.Message.ShouldBeOfType(message);
        var order = front.Grains.Last.Message switch
        {
            UpdatePayment update => update.Order,
            ChangeState change => change.Order,
            var other => ((CompleteUpsell)other).Order,
        };
        order.Payments!.Single().Id.ShouldBe("p1");
        order.Unknown!.Keys.ShouldContain("brandNew");
    }

    [Fact]
    public async Task Should_answer_an_empty_list_when_nothing_follows()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Callbacks + "/update-payment", Calls.Json(Order));
        (await response.Content.ReadAsStringAsync()).ShouldBe("[]");
    }

    [Theory]
    [InlineData("payment-not-found", 404)]
    [InlineData("order-conflict", 400)]
    [InlineData("qliro-error", 400)]
    public async Task Should_stop_the_change_with_an_error(string code, int status)
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = code, Message = "No." };
        var response = await front.FromServer(HttpMethod.Post, Calls.Callbacks + "/state-changed", Calls.Json(Order));
        ((int)response.StatusCode).ShouldBe(status);
    }
}
