using System.Text.Json;
using System.Text.Json.Nodes;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Composition;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Store;

namespace QliroAdapter.Adapter.Tests.Fuzz;

/// <summary>
/// Documents of channels, as somebody may write them at Norce, and of payments, as any version may have stored them,
/// spoiled in some places.
/// </summary>
public sealed class When_documents_are_fuzzed(Adapter adapter) : IClassFixture<Adapter>
{
    private const string Secret = "a-secret-that-no-message-tells";
    private const int Documents = 5000;
    private const int Channels = 60;

    public static TheoryData<string> Stored => [.. Directory.GetFiles("stored").Select(file => Path.GetFileName(file))];

    [Fact]
    public void Should_read_or_refuse_every_channel_without_telling_its_secret()
    {
        var garbage = new Garbage(1);
        var refused = 0;
        for (var number = 0; number < Documents; number++)
        {
            var text = garbage.Of(Channel());
            if (Parsed(text) is not { } document) continue;
            var read = ChannelConfigurationReader.Read(document, new("acme", "fuzz"));
            if (read.IsAccepted) continue;
            refused++;
            read.Error.Message.ShouldNotContain(Secret);
        }

        refused.ShouldBeGreaterThan(Documents / 10);
    }

    [Fact]
    public async Task Should_answer_calls_of_every_channel()
    {
        var garbage = new Garbage(2);
        for (var number = 0; number < Channels; number++)
        {
            if (Parsed(garbage.Of(Channel())) is not { ValueKind: JsonValueKind.Object } document) continue;
            adapter.Norce.SetConfiguration(
                (JsonObject)JsonNode.Parse(document.GetRawText())!, channel: $"fuzz-{number}");
            using var call = new HttpRequestMessage(
                HttpMethod.Post, $"/api/checkout/v1/orders/{adapter.AddOrder()}/payments");
            call.Headers.Authorization = new("Bearer", SandboxHost.AccessToken);
            call.Headers.Add("x-merchant", NorceSimulatorOptions.DefaultMerchant);
            call.Headers.Add("x-channel", $"fuzz-{number}");
            using var client = new HttpClient { BaseAddress = new(adapter.Url) };
            using var answer = await client.SendAsync(call);
            ((int)answer.StatusCode).ShouldBeLessThan(500, document.GetRawText());
            (await answer.Content.ReadAsStringAsync()).ShouldNotContain(Secret);
        }
    }

    [Theory]
    [MemberData(nameof(Stored))]
    public void Should_read_every_stored_payment_or_say_that_it_cannot(string file)
    {
        var garbage = new Garbage(file.Length);
        var document = JsonNode.Parse(File.ReadAllText(Path.Combine("stored", file)))!;
        for (var number = 0; number < Documents; number++)
        {
            var text = garbage.Of(document);
            try
            {
                Features.All.Check(Features.Json.ReadStored(new("acme/se-qliro/o1/p1", 1, text)));
            }
            catch (Exception known) when (known is UnreadablePaymentException or BrokenInvariantException)
            {
                // Such a payment is parked.
            }
        }
    }

    /// <summary>One that is stored spoiled is answered for, shown, and harms nobody.</summary>
    [Fact]
    public async Task Should_answer_calls_about_every_stored_payment()
    {
        var garbage = new Garbage(3);
        var store = adapter.Services.GetRequiredService<IPaymentStore>();
        foreach (var file in Stored)
        {
            for (var number = 0; number < 8; number++)
            {
                var (order, payment) = ($"o{number}-{file.Data[..3]}", "p1");
                var key = PaymentKey.Of(
                    NorceSimulatorOptions.DefaultMerchant, NorceSimulatorOptions.DefaultChannel, order, payment);
                var document = JsonNode.Parse(await File.ReadAllTextAsync(Path.Combine("stored", file.Data)))!;
                document["key"] = key.ToString();
                var text = garbage.Of(document);
                await store.Commit(new()
                {
                    Key = key.ToString(), Merchant = key.Merchant, Channel = key.Channel, OrderId = order,
                    PaymentId = payment, State = "reserved", ExpectedVersion = 0, OutboxEntries = 0,
                    Document = text, Timeline = [], At = TimeProvider.System.GetUtcNow(),
                }, CancellationToken.None);
                await ShouldAnswer(order, payment, key, text);
            }
        }

        var bystander = await adapter.Bought();
        (await adapter.Norce.ExecuteAction(bystander, adapter.PaymentIdOf(bystander), "capture")).Status.ShouldBe(200);
    }

    private async Task ShouldAnswer(string order, string payment, PaymentKey key, string text)
    {
        var ops = $"?key={Uri.EscapeDataString(key.ToString())}";
        (string Method, string Path)[] calls =
        [
            ("GET", $"/api/checkout/v1/orders/{order}/payments/{payment}"),
            ("POST", $"/api/order/v1/orders/{order}/payments/{payment}/capture"),
            ("POST", $"/api/order/v1/orders/{order}/payments/{payment}/refresh"),
            ("GET", "/ops/payment" + ops), ("GET", "/ops/payment/compare" + ops), ("GET", "/ops/payment/export" + ops),
        ];
        foreach (var (method, path) in calls)
        {
            using var call = new HttpRequestMessage(new(method), path);
            if (path.StartsWith("/ops", StringComparison.Ordinal))
                call.Headers.Authorization = new("Bearer", SandboxHost.OpsToken);
            using var answer = await adapter.Client.SendAsync(call);
            ((int)answer.StatusCode).ShouldBeLessThan(500, $"{method} {path} with {text}");
        }
    }

    private JsonObject Channel() => NorceOrders.Configuration(
        adapter.Qliro.BaseUrl, "DEMO", Secret, adapter.Url, "http://shop.example");

    private static JsonElement? Parsed(string text)
    {
        try
        {
            using var parsed = JsonDocument.Parse(text);
            return parsed.RootElement.Clone();
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
