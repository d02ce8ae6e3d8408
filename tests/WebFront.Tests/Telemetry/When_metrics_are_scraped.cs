using System.Diagnostics.Metrics;
using System.Net;

namespace QliroAdapter.WebFront.Tests.Telemetry;

[Collection(Alone.Name)]
public sealed class When_metrics_are_scraped
{
    [Fact]
    public async Task Should_answer_requests_runtime_and_own_metrics_as_prometheus_text()
    {
        using var meter = new Meter("QliroAdapter.Test");
        await using var front = await RunningFront.Start();
        var counter = meter.CreateCounter<long>("qliro_adapter.test.pushes", "{push}", "Pushes of a \"test\".");
        counter.Add(2, new KeyValuePair<string, object?>("kind", "a\"b\\c\nd"));
        counter.Add(3, new KeyValuePair<string, object?>("kind", "other"));
        await front.FromServer(HttpMethod.Post, Calls.Payments);

        var lines = await Scraped(front, line =>
            line.StartsWith("http_server_request_duration_seconds_bucket{", StringComparison.Ordinal)
            && line.Contains("http_route=\"/api/checkout/v1/orders/{order_id}/payments\"", StringComparison.Ordinal)
            && line.EndsWith("le=\"+Inf\"} 1", StringComparison.Ordinal));

        lines.ShouldContain("# TYPE qliro_adapter_test_pushes_total counter");
        lines.ShouldContain("""qliro_adapter_test_pushes_total{kind="a\"b\\c\nd"} 2""");
        lines.ShouldContain("""qliro_adapter_test_pushes_total{kind="other"} 3""");
        lines.ShouldContain("# TYPE http_server_request_duration_seconds histogram");
        lines.ShouldContain(line =>
            line.StartsWith("dotnet_process_memory_working_set_bytes", StringComparison.Ordinal));
        lines.Last().ShouldBeEmpty();
    }

    // The kinds and units of this program's meters. The README, dashboards and alerts use the names on the right.
    [Fact]
    public async Task Should_name_a_metric_by_its_kind_and_unit()
    {
        using var meter = new Meter("QliroAdapter.Test");
        await using var front = await RunningFront.Start();
        meter.CreateCounter<long>("checkout.delivery.missing", "{purchase}").Add(1);
        meter.CreateCounter<long>("partner.calls.not_sent", "{call}").Add(1);
        meter.CreateUpDownCounter<long>("partner.circuits.open", "{host}").Add(1);
        meter.CreateObservableGauge("silo.due", () => 1, "{payment}");
        meter.CreateObservableUpDownCounter("silo.messages.waiting", () => 1, "{message}");
        meter.CreateHistogram<double>("silo.turn.duration", "s").Record(1);
        meter.CreateHistogram<int>("store.group.commits", "{commit}").Record(1);

        var lines = await Scraped(front, line => line.StartsWith("silo_turn", StringComparison.Ordinal));

        foreach (var type in (string[])
        [
            "checkout_delivery_missing_total counter",
            "partner_calls_not_sent_total counter", "partner_circuits_open gauge", "silo_due gauge",
            "silo_messages_waiting gauge",
            "silo_turn_duration_seconds histogram", "store_group_commits histogram",
        ])
            lines.ShouldContain("# TYPE " + type);
    }

    private const string Name = "[a-zA-Z_:][a-zA-Z0-9_:]*";
    private const string Labels = """(\{([a-zA-Z_][a-zA-Z0-9_]*="([^"\\\n]|\\.)*",?)*\})?""";
    private const string Value = """\S+""";

    [Fact]
    public async Task Should_have_only_lines_that_a_scraper_can_read()
    {
        await using var front = await RunningFront.Start();
        await front.FromServer(HttpMethod.Post, Calls.Payments);
        var text = await front.Client.GetStringAsync(new Uri("/metrics", UriKind.Relative));
        foreach (var line in text.Split('\n', StringSplitOptions.RemoveEmptyEntries))
            line.ShouldMatch($"^(# (HELP|TYPE) {Name} .+|{Name}{Labels} {Value})$");
        text.Split('\n').Where(line => line.StartsWith("# TYPE", StringComparison.Ordinal)).ShouldBeUnique();
    }

    [Fact]
    public async Task Should_count_the_same_twice()
    {
        await using var front = await RunningFront.Start();
        for (var call = 1; call <= 2; call++)
        {
            await front.FromServer(HttpMethod.Post, Calls.Payments);
            await Scraped(front, line =>
                line.StartsWith("http_server_request_duration_seconds_count{", StringComparison.Ordinal)
                && line.EndsWith($"}} {call}", StringComparison.Ordinal));
        }
    }

    [Theory, InlineData("http://{merchant}.norce.example", false), InlineData("http://norce.example/{merchant}", true)]
    public async Task Should_name_hosts_only_when_callers_cannot_make_them_up(string orderApiUrl, bool named)
    {
        await using var front = await RunningFront.Start(("Norce:OrderApiUrl", orderApiUrl));
        using var client = new HttpClient();
        await client.GetStringAsync(new Uri(front.Client.BaseAddress!, "/health/live"));

        var lines = await Scraped(front, line =>
            line.StartsWith("http_client_request_duration_seconds_count{", StringComparison.Ordinal));

        lines.Any(line => line.StartsWith("http_client_", StringComparison.Ordinal)
            && line.Contains("server_address", StringComparison.Ordinal)).ShouldBe(named);
    }

    [Fact]
    public async Task Should_be_everybodys_unless_a_token_is_set()
    {
        const string hash = "sha256:" + "9f86d081884c7d659a2feaa0c55ad015a3bf4f1b2b0b822cd15d6c15b0f00a08";
        await using var front = await RunningFront.Start(
            ("Metrics:AccessTokens:0", "scraper-token"), ("Metrics:AccessTokens:1", hash));
        (await Status(null)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status("wrong")).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status(RunningFront.AccessToken)).ShouldBe(HttpStatusCode.Unauthorized);
        (await Status("scraper-token")).ShouldBe(HttpStatusCode.OK);
        (await Status("test")).ShouldBe(HttpStatusCode.OK);

        async Task<HttpStatusCode> Status(string? token)
        {
            using var call = new HttpRequestMessage(HttpMethod.Get, "/metrics");
            if (token is not null) call.WithBearer(token);
            using var answer = await front.Client.SendAsync(call);
            return answer.StatusCode;
        }
    }

    // A request is counted after its answer was sent, so its figure may come with a later scrape.
    private static async Task<string[]> Scraped(RunningFront front, Func<string, bool> awaited)
    {
        string[] lines = [];
        for (var attempt = 0; attempt < 200 && !lines.Any(awaited); attempt++)
        {
            var response = await front.Client.GetAsync(new Uri("/metrics", UriKind.Relative));
            response.Content.Headers.ContentType!.ToString().ShouldBe("text/plain; version=0.0.4; charset=utf-8");
            lines = (await response.Content.ReadAsStringAsync()).Split('\n');
        }
        lines.Any(awaited).ShouldBeTrue(string.Join('\n', lines));
        return lines;
    }
}
