using QliroAdapter.Tests.Telemetry;
using QliroAdapter.WebFront.Tests.Hosting;

namespace QliroAdapter.WebFront.Tests.Telemetry;

public sealed class When_a_collector_is_named
{
    [Fact]
    public async Task Should_send_it_traces_and_metrics_at_the_latest_when_stopping()
    {
        await using var collector = await Collector.Start();
        var url = AdapterAsProcess.FreeUrl();
        using var process = new AdapterAsProcess(When_settings_are_wrong.Complete(
            [("ASPNETCORE_URLS", url), .. collector.Settings]));
        await AdapterAsProcess.Ready(url);
        process.Terminate();
        (await process.ExitCode()).ShouldBe(0);
        collector.Signals.ShouldBe(["/v1/metrics", "/v1/traces"]);
        collector.Text.ShouldContain("GET /health/ready");
    }
}
