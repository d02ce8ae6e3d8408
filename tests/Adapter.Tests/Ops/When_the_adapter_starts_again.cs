using System.Net.Http.Headers;
using QliroAdapter.Adapter.Tests.Alerts;
using QliroAdapter.Adapter.Tests.Telemetry;
using QliroAdapter.Sandbox;

namespace QliroAdapter.Adapter.Tests.Ops;

/// <summary>What a node remembered is gone; what the console shows of undelivered events is not.</summary>
[Collection<WholeProcess>]
public sealed class When_the_adapter_starts_again
{
    [Fact]
    public async Task Should_show_which_events_the_shops_endpoint_has_not_taken()
    {
        await using var adapter = await (await Watched.Start(
            null, ("Events:Url", "http://127.0.0.1:9/events"), ("Events:AllowPrivateAddresses", "true"),
            ("Events:Secrets:0", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="))).AllIsWell();
        var order = await adapter.Bought();
        await adapter.Until(
            scrape => Trouble.Increase(adapter, scrape, "events_deliveries_total", "postponed") > 0);

        await adapter.Sandbox.Adapter.Stop();
        await adapter.Sandbox.Adapter.Start();

        var row = (await Page(adapter)).Split("data-testid=\"undelivered-row\"")[1].Split("</tr>")[0];
        row.ShouldContain(adapter.PaymentIdOf(order));
        row.ShouldContain("payment.reserved");
        row.ShouldContain("It was not reached (ConnectionError).");
        row.ShouldContain("<time");
    }

    private static async Task<string> Page(Watched adapter)
    {
        using var request = new HttpRequestMessage(HttpMethod.Get, $"{adapter.Sandbox.AdapterUrl}/ops/events");
        request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", SandboxHost.OpsToken);
        using var answer = await adapter.Client.SendAsync(request);
        return await answer.Content.ReadAsStringAsync();
    }
}
