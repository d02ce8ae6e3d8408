using System.Collections.Concurrent;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QliroAdapter.WebFront.Tests.Hosting;

namespace QliroAdapter.WebFront.Tests.Telemetry;

public sealed class When_a_collector_is_named
{
    [Fact]
    public async Task Should_send_it_traces_and_metrics_at_the_latest_when_stopping()
    {
        var received = new ConcurrentQueue<string>();
        await using var collector = await Collector(received);
        var url = AdapterAsProcess.FreeUrl();
        using var process = new AdapterAsProcess(When_settings_are_wrong.Complete(
            ("ASPNETCORE_URLS", url),
            ("OTEL_EXPORTER_OTLP_ENDPOINT", collector.Urls.Single()),
            ("OTEL_EXPORTER_OTLP_PROTOCOL", "http/protobuf")));
        await AdapterAsProcess.Ready(url);
        process.Terminate();
        (await process.ExitCode()).ShouldBe(0);
        received.Distinct(StringComparer.Ordinal).ShouldBe(["/v1/traces", "/v1/metrics"], ignoreOrder: true);
    }

    private static async Task<WebApplication> Collector(ConcurrentQueue<string> received)
    {
        var builder = WebApplication.CreateBuilder();
        builder.Logging.ClearProviders();
        var app = builder.Build();
        app.Urls.Add("http://127.0.0.1:0");
        app.MapPost("/v1/{signal}", (HttpRequest request) => received.Enqueue(request.Path));
        await app.StartAsync();
        return app;
    }
}
