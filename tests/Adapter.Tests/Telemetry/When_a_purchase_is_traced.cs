using System.Diagnostics;
using Microsoft.Extensions.DependencyInjection;
using OpenTelemetry.Trace;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Tests.Postgres;
using QliroAdapter.Tests.Telemetry;

namespace QliroAdapter.Adapter.Tests.Telemetry;

[Collection<WholeProcess>]
public sealed class When_a_purchase_is_traced
{
    private readonly List<Activity> spans = [];

    [Fact]
    public async Task Should_hang_the_partners_calls_under_the_call_that_caused_them()
    {
        await using var collector = await Collector.Start();
        var (norce, qliro, adapter) = await Buy(collector);

        var all = spans.ToDictionary(span => span.SpanId);
        var call = spans.Single(span => span.Kind == ActivityKind.Server && Port(span) == adapter
            && span.DisplayName == "POST /api/checkout/v1/orders/{order_id}/payments");
        var causedByIt = spans.Where(span => span.Kind == ActivityKind.Client && IsUnder(span, call)).ToList();
        causedByIt.ShouldContain(span => Port(span) == norce);
        causedByIt.ShouldContain(span => Port(span) == qliro);

        bool IsUnder(Activity span, Activity ancestor) => span.ParentSpanId == ancestor.SpanId
            || (all.TryGetValue(span.ParentSpanId, out var parent) && IsUnder(parent, ancestor));
    }

    [Fact]
    public async Task Should_send_no_secret_and_no_word_of_the_shopper()
    {
        await using var collector = await Collector.Start();
        await Buy(collector);

        var statements = spans.Select(span => span.GetTagItem("db.query.text")).OfType<string>().ToList();
        statements.ShouldNotBeEmpty();
        statements.ShouldAllBe(statement => statement.Length <= 300);
        var sent = collector.Text;
        sent.ShouldContain("/push");
        Around("token=", sent).ShouldBe("");
        foreach (var secret in (string[])
        [
            SandboxHost.AccessToken, SandboxHost.CallbackSecret, SandboxHost.OpsToken, Password, "givenName",
            "@example",
        ])
            sent.ShouldNotContain(secret);
    }

    private const string Password = "canary-password";

    private async Task<(int Norce, int Qliro, int Adapter)> Buy(Collector collector)
    {
        var server = await PostgresServer.Shared;
        var options = new SandboxOptions
        {
            WithShop = false,
            Build = builder =>
            {
                builder.Services.ConfigureOpenTelemetryTracerProvider(traces => traces.AddInMemoryExporter(spans));
                return QliroAdapter.WebFront.AdapterApp.Build(builder);
            },
        };
        options.AdapterSettings["Storage:Postgres:ConnectionString"] =
            await server.CreateDatabase() + ";Password=" + Password;
        foreach (var (key, value) in collector.Settings) options.AdapterSettings[key] = value;
        await using var sandbox = await SandboxHost.Start(options);
        using var client = sandbox.CreateClient();
        var order = sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        (await sandbox.Qliro.CompleteAsync(sandbox.Qliro.OrderIds.Single())).Accepted.ShouldBeTrue();
        await Adapter.Until(() => sandbox.Norce.Status(order) == "completed");
        await sandbox.Adapter.Stop();
        return (new Uri(sandbox.Norce.OrderApiUrl).Port, new Uri(sandbox.Qliro.BaseUrl).Port,
            new Uri(sandbox.AdapterUrl).Port);
    }

    /// <summary>
    /// The text around a word, to see where the word comes from; empty when the text does not hold it.
    /// </summary>
    private static string Around(string word, string text)
        => text.IndexOf(word, StringComparison.Ordinal) is >= 0 and var at
            ? text[Math.Max(0, at - 300)..Math.Min(text.Length, at + 100)]
            : "";

    private static int Port(Activity span) => span.GetTagItem("server.port") as int? ?? 0;
}
