using System.Net.Http.Headers;
using System.Text.Json.Nodes;

namespace QliroAdapter.Adapter.Tests;

/// <summary>
/// Whoever copies an example from the API pages gets an answer that the document declares, not a complaint.
/// </summary>
public sealed class When_the_examples_of_the_api_document_are_sent(Adapter adapter) : IClassFixture<Adapter>
{
    // The others tell of another order or card than the one at hand, and may be refused for that.
    private static readonly string[] accepted =
        ["capture", "cancel", "refund", "push", "status", "notification", "saveRecurringDetails"];

    [Fact]
    public async Task Should_be_understood_by_every_route_that_takes_a_body()
    {
        var document = JsonNode.Parse(
            await adapter.Client.GetStringAsync(new Uri("/docs/v1/openapi.json", UriKind.Relative)))!;
        var sent = new List<string>();
        foreach (var (path, methods) in document["paths"]!.AsObject())
        {
            var operation = methods!.AsObject().Single().Value!;
            if (operation["requestBody"]?["content"]?["application/json"]?["example"] is not { } example) continue;
            sent.Add((string)operation["operationId"]!);
            await ShouldBeUnderstood(path, operation, example);
        }
        sent.Count.ShouldBeGreaterThan(14);
    }

    private async Task ShouldBeUnderstood(string path, JsonNode operation, JsonNode example)
    {
        var id = (string)operation["operationId"]!;
        var order = await OrderFor(id);
        using var request = new HttpRequestMessage(HttpMethod.Post, UrlOf(path, order))
        {
            Content = new StringContent(example.ToJsonString()),
        };
        request.Content.Headers.ContentType = new MediaTypeHeaderValue("application/json");
        using var answer = await adapter.Client.SendAsync(request);

        var said = $"{id}: {(int)answer.StatusCode} {await answer.Content.ReadAsStringAsync()}";
        operation["responses"]![$"{(int)answer.StatusCode}"].ShouldNotBeNull(said);
        answer.Content.Headers.ContentType?.MediaType.ShouldNotBe("application/problem+json", said);
        said.ShouldNotContain("order-bad-request");
        if (accepted.Contains(id)) ((int)answer.StatusCode).ShouldBe(200, said);
    }

    private async Task<string> OrderFor(string id)
    {
        if (id is "capture" or "cancel") return await adapter.Bought();
        if (id != "refund") return await adapter.Created();
        var order = await adapter.Bought();
        await adapter.Api.Capture(order, adapter.PaymentIdOf(order));
        await Adapter.Until(() => (string?)adapter.PaymentOf(order)["state"] == "captured");
        return order;
    }

    // Qliro calls under the URL that it was given, everybody else with bearer token, merchant and channel.
    private Uri UrlOf(string path, string order)
    {
        var filled = path.Replace("{order_id}", order, StringComparison.Ordinal)
            .Replace("{payment_id}", adapter.PaymentIdOf(order), StringComparison.Ordinal);
        var query = new Uri(adapter.CallbackUrl(order)).Query;
        return new Uri(adapter.Url + filled + query);
    }
}
