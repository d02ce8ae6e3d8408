using Microsoft.Extensions.Configuration;
using QliroAdapter.Silo.Tests.Run;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo.Tests;

public sealed class When_settings_are_wrong
{
    private const string Database = "Host=127.0.0.1;Username=none";

    [Theory]
    [InlineData("Silo:Role", "Frontend", "Silo:Role must be Both, Silo or Front, not 'Frontend'.")]
    [InlineData("Silo:Role", "1", "Silo:Role must be Both, Silo or Front, not '1'.")]
    [InlineData("Silo:ClusterId", " ", "Silo:ClusterId is empty; leave it out for the default.")]
    [InlineData("Silo:ServiceId", " ", "Silo:ServiceId is empty; leave it out for the default.")]
    [InlineData("Silo:Address", "no such host",
        "Silo:Address must be an address of this machine or a name of it, not 'no such host'.")]
    [InlineData("Silo:Address", "0.0.0.0",
        "Silo:Address must be one address that other nodes can call, not '0.0.0.0'.")]
    [InlineData("Silo:Port", "0", "Silo:Port must be a port from 1 to 65535, not '0'.")]
    [InlineData("Silo:GatewayPort", "65536", "Silo:GatewayPort must be a port from 1 to 65535, not '65536'.")]
    [InlineData("Silo:GatewayPort", "11111", "Silo:GatewayPort must not be Silo:Port.")]
    [InlineData(
        "Storage:Postgres:ConnectionString", "", "Storage:Postgres:ConnectionString is required: a cluster keeps "
        + "its payments and its membership in PostgreSQL.")]
    public void Should_name_the_key(string key, string value, string mistake)
        => SiloSettings.Mistakes(Configured(key, value)).ShouldBe([mistake]);

    [Fact]
    public void Should_want_all_of_a_nodes_keys_or_none()
        => SiloSettings.Mistakes(Configured("Silo:Tls:Certificate", "a.pem")).ShouldBe(
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
        SiloSettings.Mistakes(Configured([.. settings.Select(one => (one.Key, one.Value))])).ShouldHaveSingleItem()
            .ShouldStartWith("Silo:Tls:Certificate with Silo:Tls:Key and Silo:Tls:Authority cannot be read");
    }

    [Fact]
    public void Should_find_nothing_wrong_with_the_defaults()
    {
        var configuration = Configured();
        SiloSettings.Mistakes(configuration).ShouldBeEmpty();
        SiloSettings.Read(configuration).ShouldBe(new SiloSettings { ConnectionString = Database });
    }

    [Fact]
    public void Should_read_what_is_set()
    {
        var settings = SiloSettings.Read(Configured(
            ("Silo:Role", "front"), ("Silo:ClusterId", "c"), ("Silo:ServiceId", "s"), ("Silo:Address", "localhost"),
            ("Silo:Port", "1111"), ("Silo:GatewayPort", "3000")));
        settings.Role.ShouldBe(SiloRole.Front);
        settings.HoldsGrains.ShouldBeFalse();
        (settings.ClusterId, settings.ServiceId, $"{settings.Address}").ShouldBe(("c", "s", "127.0.0.1"));
        (settings.Port, settings.GatewayPort).ShouldBe((1111, 3000));
    }

    [Fact]
    public async Task Should_end_with_78_and_one_line_per_mistake()
    {
        var (code, said) = await NodeProcess.RunToEnd(new Dictionary<string, string> { ["Silo:Role"] = "Boss" });
        code.ShouldBe(AdapterProcess.WrongSettings);
        var lines = said.Split('\n', StringSplitOptions.RemoveEmptyEntries);
        lines.ShouldContain("Silo:Role must be Both, Silo or Front, not 'Boss'.");
        foreach (var key in new[]
            { "Storage:Postgres:ConnectionString", "Adapter:CallbackSecrets", "Norce:OrderApiUrl" })
            lines.ShouldContain(line => line.StartsWith($"{key} is required", StringComparison.Ordinal));
    }

    private static IConfiguration Configured(string key, string value) => Configured((key, value));

    private static IConfiguration Configured(params (string Key, string Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Storage:Postgres:ConnectionString"] = Database,
        };
        foreach (var (key, value) in settings) all[key] = value;
        return new ConfigurationBuilder().AddInMemoryCollection(all).Build();
    }
}
