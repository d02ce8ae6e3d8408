using System.Net;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.QliroCallbacks;

public sealed class When_qliro_asks_for_shipping
{
    private const string Question =
        """{"OrderId":4000123,"ShippingAddress":{"PostalCode":"21145"},"CountryCode":"SE"}""";

    [Fact]
    public async Task Should_answer_the_methods_in_qliros_spelling()
    {
        await using var front = await RunningFront.Start();

        var response = await front.FromQliro("shipping-methods", Calls.Json(Question));

        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        (await response.Content.ReadAsStringAsync()).ShouldBe(
            """{"AvailableShippingMethods":[{"MerchantReference":"HOME","DisplayName":"Hem","PriceIncVat":49,"PriceExVat":39.2}]}""");
        ((AskShippingMethods)front.Grains.Last.Message).Question.PostalCodeAsked.ShouldBe("21145");
    }

    [Fact]
    public async Task Should_answer_that_nothing_is_delivered_there()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Methods = [];

        var response = await front.FromQliro("shipping-methods", Calls.Json(Question));

        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.Content.ReadAsStringAsync()).ShouldBe("""{"DeclineReason":"PostalCodeIsNotSupported"}""");
    }

    [Fact]
    public async Task Should_answer_the_addresses_with_and_without_a_body()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Addresses = [new() { FirstName = "Anna", PostalCode = "21145" }];

        foreach (var body in (StringContent?[])[Calls.Json("""{"OrderId":4000123}"""), null])
        {
            var response = await front.FromQliro("shipping-addresses", body);
            (await response.Content.ReadAsStringAsync()).ShouldBe(
                """{"AvailableShippingAddresses":[{"FirstName":"Anna","PostalCode":"21145"}]}""");
        }
    }

    [Theory]
    [InlineData("shipping-methods", 400, """{"DeclineReason":"PostalCodeIsNotSupported"}""")]
    [InlineData("shipping-addresses", 200, """{"AvailableShippingAddresses":[]}""")]
    public async Task Should_answer_before_qliro_stops_listening(string name, int status, string body)
    {
        await using var front = await RunningFront.Start();
        var hold = new TaskCompletionSource();
        front.Grains.Held = hold.Task;
        var call = front.FromQliro(name, Calls.Json(Question));
        await Eventually.True(() => front.Grains.Messages.Count == 1 && front.Clock.Waiting == 1);
        front.Clock.Advance(TimeSpan.FromSeconds(4.29));
        call.IsCompleted.ShouldBeFalse();
        front.Clock.Advance(TimeSpan.FromSeconds(0.02));

        var response = await call;

        ((int)response.StatusCode, await response.Content.ReadAsStringAsync()).ShouldBe((status, body));
        front.Logs.Lines.ShouldContain(line => line.Id == 2210);
        hold.SetResult();
    }

    [Theory]
    [InlineData("payment-not-found", 404)]
    [InlineData("configuration-error", 400)]
    public async Task Should_refuse_what_it_cannot_answer_for(string code, int status)
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = code, Message = "No." };

        ((int)(await front.FromQliro("shipping-methods", Calls.Json(Question))).StatusCode).ShouldBe(status);
    }
}
