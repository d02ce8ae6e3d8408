using System.Net.Http.Headers;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Adapter.Tests.Ops;

/// <summary>An operator has a kept callback handed to its payment again, from the page and from the command line.</summary>
public sealed class When_a_callback_is_replayed(Adapter adapter) : IClassFixture<Adapter>
{
    [Fact]
    public async Task Should_keep_what_came_and_change_nothing_when_it_was_applied()
    {
        var order = await adapter.Bought();
        var key = KeyOf(order);
        await Adapter.Until(() => adapter.Norce.Transactions(order, adapter.PaymentIdOf(order)).Count == 3);
        (await Adapter.CallBare(adapter.CallbackUrl(order),
            """{"OrderId":1,"Status":"Completed","ProviderResultDescription":"Anna, 070-123 45 67"}""")).Status.ShouldBe(200);
        var push = await Kept(key, "Anna");
        ((bool)push["canReplay"]!).ShouldBeTrue();
        ((string)push["body"]!).ShouldContain("Completed");
        var (before, writes) = (adapter.PaymentOf(order).ToJsonString(), Writes(order));

        var preview = await Get($"ops/api/payment/callback?key={key}&id={push["id"]}");
        preview.ShouldContain("ReceivePush");
        preview.ShouldNotContain("Anna");
        var answer = await Post($"ops/api/payment/callback?key={key}&id={push["id"]}");

        answer.ShouldContain("\"done\": \"replay\"");
        (adapter.PaymentOf(order).ToJsonString(), Writes(order)).ShouldBe((before, writes));
        (await Get($"ops/api/payment?key={key}")).ShouldContain(
            "replays Qliro push CustomerCheckoutStatus: Completed: the shop asks");
    }

    [Fact]
    public async Task Should_offer_no_question_before_a_purchase()
    {
        var order = await adapter.Bought();
        var key = KeyOf(order);
        var question = await Kept(key, null, "callback validate");

        ((bool)question["canReplay"]!).ShouldBeFalse();
        (await Post($"ops/api/payment/callback?key={key}&id={question["id"]}")).ShouldContain("is not handed over again");
    }

    /// <summary>Bodies are stored a second after they came.</summary>
    private async Task<JsonNode> Kept(string key, string? mustNotHold, string name = "callback push")
    {
        JsonNode? found = null;
        await Adapter.Until(async () =>
        {
            var text = await Get($"ops/api/payment/callbacks?key={key}");
            if (mustNotHold is not null) text.ShouldNotContain(mustNotHold);
            found = JsonNode.Parse(text)!.AsArray().LastOrDefault(one => (string)one!["name"]! == name);
            return found is not null;
        });
        return found!;
    }

    private int Writes(string order)
        => adapter.Norce.Log.Writes.Count(one => one.Path.Contains(order, StringComparison.Ordinal));

    private string KeyOf(string order)
        => Uri.EscapeDataString($"{NorceSimulatorOptions.DefaultMerchant}/{NorceSimulatorOptions.DefaultChannel}/{order}/{adapter.PaymentIdOf(order)}");

    private Task<string> Get(string path) => Send(new(HttpMethod.Get, $"{adapter.Url}/{path}"));

    private Task<string> Post(string path) => Send(new(HttpMethod.Post, $"{adapter.Url}/{path}")
    {
        Content = new FormUrlEncodedContent([KeyValuePair.Create("reason", "the shop asks")]),
    });

    private async Task<string> Send(HttpRequestMessage request)
    {
        using (request)
        {
            request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SandboxHost.OpsToken);
            using var answer = await adapter.Client.SendAsync(request);
            return await answer.Content.ReadAsStringAsync();
        }
    }
}
