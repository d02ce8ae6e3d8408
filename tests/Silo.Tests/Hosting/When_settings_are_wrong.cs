using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Microsoft.Extensions.Configuration;
using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Hosting;

public sealed class When_settings_are_wrong
{
    private const string ConnectionString = "Storage:Postgres:ConnectionString";
    private const string Database = "Host=127.0.0.1;Username=none";

    [Theory]
    [InlineData("Silo:Role", "Frontend", "Silo:Role must be one of Both, Front, not 'Frontend'.")]
    [InlineData("Silo:Role", "Silo", "Silo:Role must be one of Both, Front, not 'Silo'.")]
    [InlineData("Silo:Role", "1", "Silo:Role must be one of Both, Front, not '1'.")]
    [InlineData("Silo:ClusterId", " ", "Silo:ClusterId is empty; leave it out for the default.")]
    [InlineData("Silo:ServiceId", " ", "Silo:ServiceId is empty; leave it out for the default.")]
    [InlineData("Silo:Address", "no such host",
        "Silo:Address must be an address of this machine or a name of it, not 'no such host'.")]
    [InlineData("Silo:Address", "0.0.0.0",
        "Silo:Address must be one address that other nodes can call, not '0.0.0.0'.")]
    [InlineData("Silo:Port", "0", "Silo:Port must be a whole number from 1 to 65535, not '0'.")]
    [InlineData("Silo:GatewayPort", "65536", "Silo:GatewayPort must be a whole number from 1 to 65535, not '65536'.")]
    [InlineData("Silo:GatewayPort", "11111", "Silo:GatewayPort must not be Silo:Port.")]
    public void Should_name_the_key(string key, string value, string mistake)
        => AdapterSettings.Mistakes(
            Configured((key, value), ("Silo:Port", key == "Silo:Port" ? value : "11111")), SiloRole.Both)
            .ShouldBe([mistake]);

    [Theory]
    [InlineData("Both", SiloRole.Both, true)]
    [InlineData("Front", SiloRole.Both, false)]
    [InlineData("Both", SiloRole.Silo, false)]
    public void Should_want_a_database_unless_the_silo_is_local(string role, SiloRole program, bool isFine)
        => AdapterSettings.Mistakes(Configured(("Silo:Role", role), (ConnectionString, "")), program).ShouldBe(isFine
            ? []
            : [$"{ConnectionString} is required: a cluster keeps its payments and its membership in PostgreSQL."]);

    [Fact]
    public void Should_want_all_of_a_nodes_keys_or_none()
        => AdapterSettings.Mistakes(Configured(("Silo:Tls:Certificate", "a.pem")), SiloRole.Both).ShouldBe(
        [
            "Silo:Tls:Key is required when nodes talk over TLS: a PEM file.",
            "Silo:Tls:Authority is required when nodes talk over TLS: a PEM file.",
        ]);

    [Fact]
    public void Should_say_that_keys_cannot_be_read()
    {
        using var keys = new NodeKeys();
        var settings = keys.Settings;
        settings["Silo:Tls:Key"] += ".missing";
        AdapterSettings.Mistakes(Configured([.. settings.Select(one => (one.Key, one.Value))]), SiloRole.Both)
            .ShouldHaveSingleItem()
            .ShouldStartWith("Silo:Tls:Certificate with Silo:Tls:Key and Silo:Tls:Authority cannot be read");
    }

    [Fact]
    public void Should_find_nothing_wrong_with_the_defaults()
    {
        var configuration = Configured();
        AdapterSettings.Mistakes(configuration, SiloRole.Both).ShouldBeEmpty();
        var settings = SiloSettings.Read(configuration, SiloRole.Both);
        (settings.Role, settings.ClusterId, settings.ServiceId, settings.IsCluster)
            .ShouldBe((SiloRole.Both, "qliro", "qliro-adapter", true));
        (settings.ConnectionString, settings.Certificates).ShouldBe((Database, null));
    }

    [Fact]
    public void Should_take_two_free_ports_that_no_connection_is_given_where_none_are_set()
    {
        for (var times = 0; times < 50; times++)
        {
            var settings = SiloSettings.Read(Configured(), SiloRole.Both);
            settings.Port.ShouldBeInRange(10_000, 31_999);
            settings.GatewayPort.ShouldBeInRange(10_000, 31_999);
            settings.GatewayPort.ShouldNotBe(settings.Port);
            foreach (var port in new[] { settings.Port, settings.GatewayPort })
            {
                using var listener = new TcpListener(settings.Address, port);
                listener.Start();
            }
        }
    }

    [Theory]
    [InlineData("")]
    [InlineData("Host=localhost")]
    [InlineData("Host=127.0.0.1")]
    [InlineData("Host=/run/postgresql")]
    [InlineData("Host=::1")]
    public void Should_be_reached_by_loopback_where_the_database_is(string connectionString)
        => NodeAddress.Default(connectionString).ShouldBe(IPAddress.Loopback);

    [Theory]
    [InlineData("Host=db.example")]
    [InlineData("Host=localhost,db.example")]
    [InlineData("Host=10.1.2.3")]
    public void Should_be_reached_at_the_machines_first_address_where_the_database_is_elsewhere(string connectionString)
    {
        var own = NetworkInterface.GetAllNetworkInterfaces()
            .SelectMany(one => one.GetIPProperties().UnicastAddresses).Select(one => one.Address)
            .Where(one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one)).ToList();
        if (own.Count == 0) NodeAddress.Default(connectionString).ShouldBe(IPAddress.Loopback);
        else own.ShouldContain(NodeAddress.Default(connectionString));
    }

    [Fact]
    public void Should_read_what_is_set()
    {
        var settings = SiloSettings.Read(Configured(
            ("Silo:Role", "front"), ("Silo:ClusterId", "c"), ("Silo:ServiceId", "s"), ("Silo:Address", "localhost"),
            ("Silo:Port", "1111"), ("Silo:GatewayPort", "3000")), SiloRole.Both);
        settings.Role.ShouldBe(SiloRole.Front);
        (settings.ClusterId, settings.ServiceId, $"{settings.Address}").ShouldBe(("c", "s", "127.0.0.1"));
        (settings.Port, settings.GatewayPort).ShouldBe((1111, 3000));
    }

    [Fact]
    public async Task Should_end_with_78_and_one_line_per_mistake()
    {
        var nothing = new Dictionary<string, string> { ["Silo:Role"] = "Boss" };
        var (code, said) = await NodeProcess.RunToEnd(NodeProcess.WebFront("front", nothing));
        code.ShouldBe(AdapterProcess.WrongSettings);
        Lines(said).ShouldContain("Silo:Role must be one of Both, Front, not 'Boss'.");
        (code, said) = await NodeProcess.RunToEnd(NodeProcess.Silo("silo", nothing));
        code.ShouldBe(AdapterProcess.WrongSettings);
        foreach (var key in new[] { ConnectionString, "Adapter:CallbackSecrets", "Norce:OrderApiUrl" })
            Lines(said).ShouldContain(line => line.StartsWith($"{key} is required", StringComparison.Ordinal));
    }

    private static string[] Lines(string said) => said.Split('\n', StringSplitOptions.RemoveEmptyEntries);

    private static IConfiguration Configured(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            [ConnectionString] = Database,
            ["Adapter:CallbackSecrets:0"] = new string('s', 16),
            ["Norce:OrderApiUrl"] = "http://norce.example",
            ["Norce:ConfigurationApiUrl"] = "http://norce.example",
            ["Norce:Token"] = "token",
        };
        foreach (var (key, value) in settings) all[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
