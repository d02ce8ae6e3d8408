using System.Net;
using System.Net.Sockets;
using QliroAdapter.Store;
using QliroAdapter.WebFront;

namespace QliroAdapter.Silo;

/// <summary>A node's place in the cluster, section <c>Silo</c>.</summary>
internal sealed record SiloSettings
{
    /// <summary>What this process does.</summary>
    /// <value><see cref="SiloRole.Both"/></value>
    public SiloRole Role { get; private init; }

    /// <summary>Nodes with the same find each other, in the same database.</summary>
    /// <value><c>qliro</c></value>
    public string ClusterId { get; private init; } = "qliro";

    /// <summary>Whose state it is; stays the same when the cluster gets another name.</summary>
    /// <value><c>qliro-adapter</c></value>
    public string ServiceId { get; private init; } = "qliro-adapter";

    /// <summary>Where other nodes reach this one; its two ports are bound there and nowhere else.</summary>
    /// <value>127.0.0.1</value>
    public IPAddress Address { get; private init; } = IPAddress.Loopback;

    /// <summary>
    /// For other silos. Should stay the same over restarts: a cluster that died whole comes back sooner.
    /// </summary>
    /// <value>11111</value>
    public int Port { get; private init; } = 11111;

    /// <summary>For fronts.</summary>
    /// <value>30000</value>
    public int GatewayPort { get; private init; } = 30000;

    /// <summary>The database of payments and of the membership.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Present when nodes talk over TLS.</summary>
    public NodeCertificates? Certificates { get; private init; }

    /// <summary>True where grains live.</summary>
    public bool HoldsGrains => Role != SiloRole.Front;

    /// <summary>One line per mistake, each beginning with its key; none when all is well.</summary>
    public static IReadOnlyList<string> Mistakes(IConfiguration configuration)
    {
        var settings = new SettingReader(configuration);
        if (configuration["Silo:Role"] is { Length: > 0 } role && !TryRole(role, out _))
            settings.Add("Silo:Role", $"must be Both, Silo or Front, not '{role}'");
        settings.NotBlank("Silo:ClusterId");
        settings.NotBlank("Silo:ServiceId");
        if (configuration["Silo:Address"] is { Length: > 0 } address && Resolve(address) is not { } found)
            settings.Add("Silo:Address", $"must be an address of this machine or a name of it, not '{address}'");
        else if (configuration["Silo:Address"] is { Length: > 0 } any && IsAny(Resolve(any)))
            settings.Add("Silo:Address", $"must be one address that other nodes can call, not '{any}'");
        CheckPort(settings, configuration, "Silo:Port");
        CheckPort(settings, configuration, "Silo:GatewayPort");
        if (Number(configuration, "Silo:Port", 11111) == Number(configuration, "Silo:GatewayPort", 30000))
            settings.Add("Silo:GatewayPort", "must not be Silo:Port");
        if (!PostgresStoreRegistration.IsChosen(configuration))
        {
            settings.Add(PostgresStoreOptions.ConnectionStringKey,
                "is required: a cluster keeps its payments and its membership in PostgreSQL");
        }
        NodeCertificates.Check(settings, configuration);
        return settings.Mistakes;
    }

    /// <summary>Settings that <see cref="Mistakes"/> found nothing wrong with.</summary>
    public static SiloSettings Read(IConfiguration configuration)
    {
        var defaults = new SiloSettings { ConnectionString = "" };
        TryRole(configuration["Silo:Role"] ?? "", out var role);
        return new()
        {
            Role = role,
            ClusterId = Text(configuration, "Silo:ClusterId", defaults.ClusterId),
            ServiceId = Text(configuration, "Silo:ServiceId", defaults.ServiceId),
            Address = Resolve(configuration["Silo:Address"] ?? "") ?? defaults.Address,
            Port = Number(configuration, "Silo:Port", defaults.Port),
            GatewayPort = Number(configuration, "Silo:GatewayPort", defaults.GatewayPort),
            ConnectionString = configuration[PostgresStoreOptions.ConnectionStringKey]!,
            Certificates = NodeCertificates.Read(configuration),
        };
    }

    private static bool TryRole(string text, out SiloRole role)
        => Enum.TryParse(text, ignoreCase: true, out role) && Enum.IsDefined(role) && !char.IsAsciiDigit(text[0]);

    private static string Text(IConfiguration configuration, string key, string other)
        => configuration[key] is { Length: > 0 } text ? text : other;

    private static int Number(IConfiguration configuration, string key, int other)
        => int.TryParse(configuration[key], out var number) ? number : other;

    private static void CheckPort(SettingReader settings, IConfiguration configuration, string key)
    {
        if (configuration[key] is { Length: > 0 } text
            && !(int.TryParse(text, out var port) && port is >= 1 and <= 65535))
            settings.Add(key, $"must be a port from 1 to 65535, not '{text}'");
    }

    private static IPAddress? Resolve(string name)
    {
        if (name.Length == 0) return null;
        if (IPAddress.TryParse(name, out var address)) return address;
        try
        {
            return Array.Find(Dns.GetHostAddresses(name), found => found.AddressFamily == AddressFamily.InterNetwork);
        }
        catch (Exception unknown) when (unknown is SocketException or ArgumentException)
        {
            return null;
        }
    }

    private static bool IsAny(IPAddress? address) => IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address);
}
