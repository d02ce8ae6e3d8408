using System.Net;
using System.Net.Http.Headers;
using QliroAdapter.Sandbox;
using QliroAdapter.Silo.Tests.Run;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>As in production: processes, membership in PostgreSQL, TLS between the nodes, and a front.</summary>
public sealed class When_nodes_are_processes : IAsyncLifetime
{
    private readonly NodeKeys keys = new();
    private readonly Balancer balancer = new();
    private Shop shop = null!;
    private NodeProcess first = null!;
    private NodeProcess second = null!;
    private NodeProcess front = null!;

    public async ValueTask InitializeAsync()
    {
        shop = await Shop.Open(balancer);
        var server = await PostgresServer.Shared;
        var settings = NodeProcess.PatientSettings(shop.Norce, await server.CreateDatabase());
        foreach (var (key, value) in keys.Settings) settings[key] = value;
        first = NodeProcess.Silo("silo", settings);
        second = NodeProcess.WebFront("node", settings);
        front = NodeProcess.Front("front", settings);
        // The front may start first; it waits for the first silo.
        await Task.WhenAll(front.Start(), first.Start(), second.Start());
        balancer.Nodes = [front.Url];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in new[] { front, second, first }) node.Dispose();
        await shop.DisposeAsync();
        balancer.Dispose();
        keys.Dispose();
    }

    [Fact]
    public async Task Should_serve_every_payment_within_ten_seconds_of_a_kill()
    {
        var bought = new List<Purchase>();
        foreach (var url in new[] { front.Url, second.Url, front.Url, second.Url, front.Url, front.Url })
            bought.Add(await shop.Buy(url));
        first.Kill();

        var told = await Task.WhenAll(bought.Select(purchase => shop.Push(purchase, front.Url)));

        told.Max(one => one.Took).ShouldBeLessThan(TimeSpan.FromSeconds(10));
        await Eventually.Holds(() => !shop.Faults(bought, captured: false).Any());
    }

    [Fact]
    public async Task Should_leave_in_good_order()
    {
        var purchase = await shop.Buy(front.Url);
        (await first.Stop()).ShouldBe(0);
        (await shop.Push(purchase, second.Url)).Tries.ShouldBe(1);
        (await front.Stop()).ShouldBe(0);
        (await second.Stop()).ShouldBe(0);
    }

    [Fact]
    public async Task Should_show_the_grains_to_operators_only()
    {
        using var local = NodeProcess.WebFront("local", NodeProcess.PatientSettings(shop.Norce, null));
        await local.Start();
        foreach (var node in new[] { second, front, local })
        {
            (await Get(node, "/ops/grains/", null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await Get(node, "/ops/grains/DashboardCounters", null)).Status.ShouldBe(HttpStatusCode.Unauthorized);
            (await Get(node, "/ops/grains/", "wrong")).Status.ShouldBe(HttpStatusCode.Unauthorized);
            var page = await Get(node, "/ops/grains/", SandboxHost.OpsToken);
            page.Status.ShouldBe(HttpStatusCode.OK);
            page.Policy.ShouldContain("script-src 'self'");
            (await Get(node, "/ops/grains/DashboardCounters", SandboxHost.OpsToken)).Text.ShouldContain("hosts");
        }
    }

    [Fact]
    public async Task Should_answer_health_and_metrics_alone_where_only_grains_are()
    {
        var document = await Get(second, "/docs/v1/openapi.json", null);
        document.Status.ShouldBe(HttpStatusCode.OK);
        document.Text.ShouldNotContain("/ops/", customMessage: "the dashboard was looked at before");
        (await Get(front, "/docs/v1/openapi.json", null)).Status.ShouldBe(HttpStatusCode.OK);
        foreach (var path in new[] { "/", "/docs/v1/openapi.json", "/ops", "/ops/grains/", "/api/checkout/v1/orders" })
            (await Get(first, path, SandboxHost.OpsToken)).Status.ShouldBe(HttpStatusCode.NotFound);
        foreach (var path in new[] { "/health/live", "/health/ready" })
            (await Get(first, path, null)).Status.ShouldBe(HttpStatusCode.OK);
        var metrics = (await Get(first, "/metrics", null)).Text;
        metrics.ShouldContain("silo_activations");
        metrics.ShouldContain("orleans_");
    }

    [Fact]
    public async Task Should_go_on_in_the_threads_that_see_a_socket_ready()
    {
        await shop.Buy(second.Url);

        // The runtime has one such thread, unless waiting code goes on in it.
        foreach (var node in new[] { first, second, front })
            SocketThreads(node.ProcessId).ShouldBe(Environment.ProcessorCount, $"process {node.ProcessId}");
    }

    private static int SocketThreads(int process) => Directory.EnumerateDirectories($"/proc/{process}/task")
        .Count(thread => File.ReadAllText($"{thread}/comm").TrimEnd() == ".NET Sockets");

    private static async Task<(HttpStatusCode Status, string Text, string Policy)> Get(
        NodeProcess node, string path, string? token)
    {
        using var client = new HttpClient();
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(node.Url + path));
        if (token is not null) request.Headers.Authorization = new AuthenticationHeaderValue("Bearer", token);
        using var answer = await client.SendAsync(request);
        var policy = answer.Headers.TryGetValues("Content-Security-Policy", out var values)
            ? string.Join(' ', values)
            : "";
        return (answer.StatusCode, await answer.Content.ReadAsStringAsync(), policy);
    }
}
