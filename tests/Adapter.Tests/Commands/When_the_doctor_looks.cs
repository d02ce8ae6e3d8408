using System.Net;
using System.Net.Sockets;
using QliroAdapter.Tests.Postgres;
using QliroAdapter.WebFront;

namespace QliroAdapter.Adapter.Tests.Commands;

/// <summary>
/// An adapter runs between simulated partners. Each test breaks one thing and expects the doctor to find it.
/// </summary>
public sealed class When_the_doctor_looks(Adapter adapter) : IClassFixture<Adapter>
{
    private const string Nowhere = "http://127.0.0.1:1";

    private static readonly Dictionary<string, string> inSettings = new(StringComparer.Ordinal)
    {
        ["apiUrl"] = Nowhere, ["merchantApiKey"] = "KEY", ["merchantApiSecret"] = "canary",
        ["confirmationUrl"] = "http://shop.example/{orderId}/{channel}", ["termsUrl"] = "http://shop.example/terms",
    };

    private static readonly Dictionary<string, Action<Patient>> mishaps = new(StringComparer.Ordinal)
    {
        ["fail  access tokens: none"] = patient => patient.Settings.Remove("Adapter:AccessTokens:0"),
        ["warn  access tokens: 1 of 1 stands in the settings in plain text"] =
            patient => patient.Settings["Adapter:AccessTokens:0"] = "canary-0123456789",
        ["warn  callback tokens: not required"] =
            patient => patient.Settings["Adapter:RequireCallbackToken"] = "false",
        ["fail  norce token acme: refused with 401"] = patient => patient.Settings["Norce:Token"] = "canary",
        ["fail  norce order api acme: "] = patient => patient.Settings["Norce:OrderApiUrl"] = Nowhere,
        ["warn  norce token acme: not known"] = patient => patient.Settings["Norce:OrderApiUrl"] = Nowhere,
        ["fail  configuration acme/doctor"] =
            patient => patient.Document["options"]!["minimumCustomerAge"] = "young",
        ["warn  configuration acme/doctor"] =
            patient => patient.Document["options"]!["minimumCustomerAge"] = "18",
        ["warn  integrated shipping acme/doctor"] = patient =>
        {
            patient.Document["options"]!["useIntegratedShipping"] = true;
            patient.Document["options"]!["integratedShipping"] = new System.Text.Json.Nodes.JsonObject
            {
                ["provider"] = "nShift", ["checkoutId"] = "c-1",
            };
        },
        ["ok    integrated shipping acme/doctor"] = patient =>
        {
            patient.Document["options"]!["useIntegratedShipping"] = true;
            patient.Document["options"]!["integratedShipping"] = System.Text.Json.Nodes.JsonNode.Parse(
                """
                {"provider":"nShift","checkoutId":"c-1",
                 "fallback":[{"reference":"STD","displayName":"Standard","price":59,"vatRate":25}]}
                """);
        },
        ["fail  configuration acme/elsewhere: "] = patient =>
        {
            patient.Settings["Channels:0:merchant"] = "acme";
            patient.Settings["Channels:0:channel"] = "elsewhere";
            foreach (var (key, value) in inSettings) patient.Settings[$"Channels:0:{key}"] = value;
            patient.Settings["Channels:0:active"] = "false";
        },
        ["fail  duplicate channels: acme/twice"] = patient =>
        {
            foreach (var entry in (int[])[0, 1])
            {
                patient.Settings[$"Channels:{entry}:merchant"] = "acme";
                patient.Settings[$"Channels:{entry}:channel"] = "twice";
                foreach (var (key, value) in inSettings) patient.Settings[$"Channels:{entry}:{key}"] = value;
            }
        },
        ["fail  qliro checkout api acme/doctor"] =
            patient => patient.Document["apiSettings"]!["merchantApiSecret"] = "canary",
        ["fail  qliro admin api acme/doctor"] = patient => patient.Document["apiSettings"]!["apiUrl"] = Nowhere,
        ["fail  public url: none"] = patient =>
        {
            patient.Settings.Remove("Adapter:PublicUrl");
            patient.Document.Remove("adapter");
        },
        ["fail  public url: http://nowhere.invalid/ is not https"] =
            patient => patient.Settings["Adapter:PublicUrl"] = "http://nowhere.invalid",
        ["fail  public url host: nowhere.invalid is not known here"] =
            patient => patient.Settings["Adapter:PublicUrl"] = "https://nowhere.invalid",
        ["fail  callbacks: "] = patient => patient.Settings["Adapter:PublicUrl"] = patient.Adapter.Qliro.BaseUrl,
        ["warn  callbacks: "] = patient => patient.Settings["Adapter:PublicUrl"] = Nowhere,
        ["warn  data keys: none"] = patient => patient.Settings.Remove("Adapter:DataKeys:0"),
        ["warn  internal url: "] = patient => patient.Settings["Adapter:InternalUrl"] = "http://adapter.internal",
        ["fail  certificate norce.invalid: none"] =
            patient => patient.Settings["Norce:OrderApiUrl"] = "http://norce.invalid",
        ["warn  telemetry: 127.0.0.1:1 takes no connection"] =
            patient => patient.Settings["OTEL_EXPORTER_OTLP_ENDPOINT"] = Nowhere,
        ["fail  store writable: "] = patient => patient.Settings["Storage:Sqlite:Path"] = "/proc/nowhere/payments.db",
    };

    public static TheoryData<string> Mishaps => [.. mishaps.Keys];

    [Fact]
    public async Task Should_find_nothing_wrong_where_nothing_is()
    {
        using var patient = new Patient(adapter);
        var diagnosis = await patient.Diagnose();
        diagnosis.Results.Where(result => result.Verdict != Verdict.Ok).Select(result => result.Name)
            .ShouldBe(["public url"]); // Only this machine can be reached.
        diagnosis.Results.Count.ShouldBeGreaterThanOrEqualTo(35);
        diagnosis.Results.Select(result => result.Name).ShouldBeUnique();
        Unlisted(diagnosis).ShouldBeEmpty();
        diagnosis.ExitCode.ShouldBe(0);
    }

    [Theory, MemberData(nameof(Mishaps))]
    public async Task Should_find_what_is_wrong(string line)
    {
        using var patient = new Patient(adapter);
        mishaps[line](patient);
        var diagnosis = await patient.Diagnose();
        diagnosis.Results.Select(result => result.ToString())
            .ShouldContain(
                found => found.StartsWith(line, StringComparison.Ordinal), string.Join('\n', diagnosis.Results));
        if (line.StartsWith("fail", StringComparison.Ordinal)) diagnosis.ExitCode.ShouldBe(1);
    }

    [Fact]
    public async Task Should_look_at_the_settings_alone_when_they_are_wrong()
    {
        using var patient = new Patient(adapter);
        patient.Settings["Retry:FirstSeconds"] = "soon";
        patient.Settings["Storage:Sqlite:GroupLimit"] = "0";
        patient.Settings.Remove("Norce:Token");
        var diagnosis = await patient.Diagnose();
        diagnosis.ExitCode.ShouldBe(78);
        diagnosis.Results.Where(result => result.Verdict == Verdict.Fail).Select(result => result.Name)
            .ShouldBe(["settings Norce", "settings Retry", "settings Storage"], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_not_wait_for_a_partner_that_says_nothing()
    {
        using var silent = new TcpListener(IPAddress.Loopback, 0);
        silent.Start();
        using var patient = new Patient(adapter);
        patient.Settings["Norce:OrderApiUrl"] = $"http://{silent.LocalEndpoint}";
        patient.Settings["Norce:TimeoutSeconds"] = "60";
        var started = TimeProvider.System.GetTimestamp();
        (await patient.Diagnose()).Results.ShouldContain(
            result => result.Verdict == Verdict.Fail && result.Name == "norce order api acme");
        // Three rounds of at most 5 s; the limit is longer because the machine may be busy.
        TimeProvider.System.GetElapsedTime(started).ShouldBeLessThan(TimeSpan.FromSeconds(30));
    }

    [Fact]
    public async Task Should_look_into_the_database_of_several_nodes()
    {
        var server = await PostgresServer.Shared;
        using var patient = new Patient(adapter);
        var database = await server.CreateDatabase();
        patient.Settings["Storage:Postgres:ConnectionString"] = database + ";Password=canary";
        var diagnosis = await patient.Diagnose();
        diagnosis.Results.Where(result => result.Verdict != Verdict.Ok).Select(result => result.Name)
            .ShouldBe(["public url"]);
        string[] looked =
        [
            "store", "server version", "store writable", "schema", "connections", "synchronous commit", "server clock",
            "nodes", "parked payments", "outbox", "due work",
        ];
        looked.Except(diagnosis.Results.Select(result => result.Name)).ShouldBeEmpty();
        Unlisted(diagnosis).ShouldBeEmpty();
    }

    [Theory]
    [InlineData(";Options=-c synchronous_commit=off", "fail  synchronous commit: off")]
    [InlineData(";Port=1", "fail  store: 127.0.0.1:1/")]
    [InlineData(";Database=nowhere", "fail  store: ")]
    public async Task Should_find_what_is_wrong_with_the_database(string spoiled, string line)
    {
        var server = await PostgresServer.Shared;
        using var patient = new Patient(adapter);
        patient.Settings["Storage:Postgres:ConnectionString"] =
            await server.CreateDatabase() + ";Password=canary" + spoiled;
        patient.Settings["Storage:Postgres:Connections"] = "500";
        var lines = (await patient.Diagnose()).Results.Select(result => result.ToString()).ToList();
        lines.ShouldContain(found => found.StartsWith(line, StringComparison.Ordinal));
        if (spoiled.Contains("Options", StringComparison.Ordinal))
            lines.ShouldContain(found => found.StartsWith("fail  connections: 500 for each", StringComparison.Ordinal));
    }

    // Checks that are missing in the README's table.
    private static IEnumerable<string> Unlisted(Diagnosis diagnosis)
    {
        var folder = new DirectoryInfo(AppContext.BaseDirectory);
        while (!File.Exists(Path.Combine(folder.FullName, "README.md"))) folder = folder.Parent!;
        var table =
            File.ReadAllText(Path.Combine(folder.FullName, "README.md")).Split("The checks:")[1].Split("\n\n")[1];
        var named = table.Split('`').Where((_, place) => place % 2 == 1).ToHashSet(StringComparer.Ordinal);
        return diagnosis.Results.Select(result => result.Name).Where(name => !named.Contains(name)
            && !named.Any(known => name.StartsWith(known + " ", StringComparison.Ordinal)));
    }
}
