using System.Net;
using System.Security.Cryptography;
using Npgsql;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Silo.Tests.Run;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Silo.Tests.Cluster;

/// <summary>
/// Every secret and data key is replaced, as docs/operate.md says, while shoppers buy: two processes are restarted one
/// after the other, three times.
/// </summary>
public sealed class When_secrets_are_rotated : IAsyncLifetime
{
    private const string New = "the-new-one-0123456789-0123456789";
    private const string MetricsToken = "metrics-token-0123456789";

    private readonly string oldKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly string newKey = Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
    private readonly Balancer balancer = new();
    private readonly List<NodeProcess> nodes = [];
    private string opsToken = SandboxHost.OpsToken;
    private string metricsToken = MetricsToken;
    private Shop shop = null!;
    private string database = "";

    public async ValueTask InitializeAsync()
    {
        shop = await Shop.Open(balancer);
        SetChannel(QliroSimulatorOptions.DefaultMerchant.ApiSecret);
        database = await (await PostgresServer.Shared).CreateDatabase();
        foreach (var name in (string[])["first", "second"]) nodes.Add(NodeProcess.WebFront(name, Before()));
        await Task.WhenAll(nodes.Select(node => node.Start()));
        balancer.Nodes = [.. nodes.Select(node => node.Url)];
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var node in nodes) node.Dispose();
        await shop.DisposeAsync();
        balancer.Dispose();
    }

    [Fact]
    public async Task Should_refuse_no_good_call()
    {
        var old = await shop.Buy();
        var older = await shop.Buy();
        (await shop.Push(older)).Tries.ShouldBe(1);
        using var done = new CancellationTokenSource();
        var load = Task.WhenAll(Enumerable.Range(0, 2).Select(_ => Sell(done.Token)));

        // Partners accept both before the adapter changes.
        shop.Norce.Options.Tokens.Add(New);
        shop.Qliro.Options.Merchants.Add(new(QliroSimulatorOptions.DefaultMerchant.ApiKey, New));
        SetChannel(New);
        await Replace(Both());
        (balancer.Bearer, opsToken, metricsToken) = (New, New, New);
        await Replace(After());
        await Eventually.Holds(() => shop.Qliro.Log.All.Any(IsSignedAnew));
        (await NodeProcess.RunCommand(After(), "keys", "rotate")).ShouldBe((0, ""));
        (await WrappedKeys()).ShouldSatisfyAllConditions(
            keys => keys.Count.ShouldBeGreaterThan(5), keys => keys.Distinct().Count().ShouldBe(1, "under the new one"));
        await Replace(WithoutOldDataKey());

        (await shop.Push(old)).Tries.ShouldBe(1);
        await shop.Capture(older);
        await done.CancelAsync();
        var sold = (await load).Sum();
        TestContext.Current.TestOutputHelper!.WriteLine($"{sold} purchases while every secret was replaced");
        sold.ShouldBeGreaterThan(5);
        balancer.Refusals.ShouldBeEmpty();
        shop.Norce.Log.All.ShouldAllBe(call => call.Status != 401);
        shop.Qliro.Log.All.ShouldAllBe(call => call.Status != 401);
        shop.Norce.Log.All.ShouldContain(call => call.Header("Authorization") == "Bearer " + New);
    }

    /// <summary>Opens, buys, pushes and captures, and looks at the pages, until it is told to stop.</summary>
    private async Task<int> Sell(CancellationToken done)
    {
        using var operators = new HttpClient();
        for (var sold = 0; ; sold++)
        {
            if (done.IsCancellationRequested) return sold;
            var purchase = await shop.Buy();
            (await shop.Push(purchase)).Tries.ShouldBe(1);
            await shop.Capture(purchase);
            await Look(operators, "/ops", opsToken);
            await Look(operators, "/metrics", metricsToken);
        }
    }

    private async Task Look(HttpClient operators, string path, string token)
    {
        // Not through the balancer: it would send the callers' token.
        using var request = new HttpRequestMessage(HttpMethod.Get, new Uri(balancer.Nodes[0] + path));
        request.Headers.Authorization = new("Bearer", token);
        using var answer = await operators.SendAsync(request);
        answer.StatusCode.ShouldBe(HttpStatusCode.OK, path);
    }

    private async Task Replace(Dictionary<string, string> settings)
    {
        foreach (var old in nodes.ToList())
        {
            var node = NodeProcess.WebFront(old.Name + "'", settings);
            nodes.Add(node);
            await node.Start();
            balancer.Nodes = [.. nodes.Where(one => one != old).Select(one => one.Url)];
            (await old.Stop()).ShouldBe(0);
            nodes.Remove(old);
            old.Dispose();
        }
    }

    /// <summary>Which data key wraps each payment's key.</summary>
    private async Task<List<string>> WrappedKeys()
    {
        await using var source = NpgsqlDataSource.Create(database);
        await using var command = source.CreateCommand(
            "select substr(data_key, 1, 11) from payments where data_key is not null");
        await using var reader = await command.ExecuteReaderAsync();
        var found = new List<string>();
        while (await reader.ReadAsync()) found.Add(reader.GetString(0));
        return found;
    }

    private static bool IsSignedAnew(Sandbox.Wire.RecordedRequest call)
        => call.Header("Authorization") == "Qliro " + QliroSignature.Token([], New);

    /// <summary>Purchases save what later charges need, so that there is something to seal.</summary>
    private void SetChannel(string secret)
    {
        var document = NorceOrders.Configuration(
            shop.Qliro.BaseUrl, QliroSimulatorOptions.DefaultMerchant.ApiKey, secret, Balancer.Url,
            "http://shop.example");
        document["options"]!["recurring"] = true;
        shop.Norce.SetConfiguration(document);
    }

    private Dictionary<string, string> Before() => new(NodeProcess.PatientSettings(shop.Norce, database))
    {
        ["Metrics:AccessTokens:0"] = MetricsToken,
        ["Adapter:DataKeys:0"] = oldKey,
        ["Adapter:TimelineKeys:0"] = oldKey,
    };

    private Dictionary<string, string> Both() => new(Before())
    {
        ["Adapter:CallbackSecrets:1"] = New,
        ["Adapter:AccessTokens:1"] = New,
        ["Ops:AccessTokens:1"] = New,
        ["Metrics:AccessTokens:1"] = New,
        ["Norce:Token"] = New,
        ["Adapter:DataKeys:1"] = newKey,
        ["Adapter:TimelineKeys:1"] = newKey,
    };

    private Dictionary<string, string> After() => new(Before())
    {
        ["Adapter:CallbackSecrets:0"] = New,
        ["Adapter:CallbackSecrets:1"] = SandboxHost.CallbackSecret,
        ["Adapter:AccessTokens:0"] = New,
        ["Ops:AccessTokens:0"] = New,
        ["Metrics:AccessTokens:0"] = New,
        ["Norce:Token"] = New,
        ["Adapter:DataKeys:0"] = newKey,
        ["Adapter:DataKeys:1"] = oldKey,
        ["Adapter:TimelineKeys:0"] = newKey,
        ["Adapter:TimelineKeys:1"] = oldKey,
    };

    private Dictionary<string, string> WithoutOldDataKey()
    {
        var settings = After();
        settings.Remove("Adapter:DataKeys:1").ShouldBeTrue();
        return settings;
    }
}
