using System.Net;
using System.Net.Sockets;
using Orleans.Configuration;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>A node's place in the cluster, section <c>Silo</c>.</summary>
internal sealed record SiloSettings
{
    /// <summary>What this process does.</summary>
    /// <value><see cref="SiloRole.Both"/></value>
    public SiloRole Role { get; private init; }

    /// <summary>Nodes with the same cluster id and the same database form one cluster.</summary>
    /// <value><c>qliro</c></value>
    public string ClusterId { get; private init; } = "qliro";

    /// <summary>Names whose state it is; stays the same when the cluster gets another name.</summary>
    /// <value><c>qliro-adapter</c></value>
    public string ServiceId { get; private init; } = "qliro-adapter";

    /// <summary>The address at which other nodes reach this one. Its two ports listen there and nowhere else.</summary>
    /// <value>Loopback when PostgreSQL is on loopback, else the machine's first address.</value>
    public IPAddress Address { get; private init; } = IPAddress.Loopback;

    /// <summary>
    /// The port for other silos. When it stays the same over restarts, a cluster of which all nodes died is back
    /// sooner.
    /// </summary>
    /// <value>A free port.</value>
    public int Port { get; private init; }

    /// <summary>The port for fronts.</summary>
    /// <value>A free port.</value>
    public int GatewayPort { get; private init; }

    /// <summary>The database of payments and of the membership; empty for a local silo on SQLite.</summary>
    public string ConnectionString { get; private init; } = "";

    /// <summary>Present when nodes use TLS among each other.</summary>
    public NodeCertificates? Certificates { get; private init; }

    /// <summary>True when there may be other nodes.</summary>
    public bool IsCluster => ConnectionString.Length > 0;

    /// <summary>Sets the names of cluster and service.</summary>
    public void Name(ClusterOptions cluster) => (cluster.ClusterId, cluster.ServiceId) = (ClusterId, ServiceId);

    /// <summary>One line per mistake, each beginning with its key; empty when there is none.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="role">The program's own role, used when <c>Silo:Role</c> is not set.</param>
    public static IReadOnlyList<string> Mistakes(IConfiguration configuration, SiloRole role)
    {
        var settings = new SettingReader(configuration);
        var chosen = RoleOf(configuration, role);
        if (chosen is null) settings.Add("Silo:Role", $"must be Both or Front, not '{configuration["Silo:Role"]}'");
        settings.NotBlank("Silo:ClusterId");
        settings.NotBlank("Silo:ServiceId");
        if (configuration["Silo:Address"] is { Length: > 0 } address && Resolve(address) is not { } found)
            settings.Add("Silo:Address", $"must be an address of this machine or a name of it, not '{address}'");
        else if (configuration["Silo:Address"] is { Length: > 0 } any && IsAny(Resolve(any)))
            settings.Add("Silo:Address", $"must be one address that other nodes can call, not '{any}'");
        CheckPort(settings, configuration, "Silo:Port");
        CheckPort(settings, configuration, "Silo:GatewayPort");
        if (configuration["Silo:Port"] is { Length: > 0 } port && port == configuration["Silo:GatewayPort"])
            settings.Add("Silo:GatewayPort", "must not be Silo:Port");
        if (chosen is not SiloRole.Both && !PostgresStoreRegistration.IsChosen(configuration))
        {
            settings.Add(PostgresStoreOptions.ConnectionStringKey,
                "is required: a cluster keeps its payments and its membership in PostgreSQL");
        }
        if (PostgresStoreOptionsCheck.MistakeIn(configuration[PostgresStoreOptions.ConnectionStringKey]) is { } mistake)
            settings.Add(PostgresStoreOptions.ConnectionStringKey, mistake);
        NodeCertificates.Check(settings, configuration);
        CallbackTokenRegistration.Check(settings, configuration);
        return settings.Mistakes;
    }

    /// <summary>Reads settings that have passed <see cref="Mistakes"/>.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="role">The program's own role, used when <c>Silo:Role</c> is not set.</param>
    public static SiloSettings Read(IConfiguration configuration, SiloRole role)
    {
        var defaults = new SiloSettings();
        var connection = configuration[PostgresStoreOptions.ConnectionStringKey] ?? "";
        var address = Resolve(configuration["Silo:Address"] ?? "") ?? NodeAddress.Default(connection);
        var (port, gatewayPort) = (Number(configuration, "Silo:Port"), Number(configuration, "Silo:GatewayPort"));
        var free = port is null || gatewayPort is null ? NodeAddress.FreePorts(address) : default;
        return new()
        {
            Role = RoleOf(configuration, role) ?? role,
            ClusterId = Text(configuration, "Silo:ClusterId", defaults.ClusterId),
            ServiceId = Text(configuration, "Silo:ServiceId", defaults.ServiceId),
            Address = address,
            Port = port ?? free.Port,
            GatewayPort = gatewayPort ?? free.Other,
            ConnectionString = connection,
            Certificates = NodeCertificates.Read(configuration),
        };
    }

    // Null for an unknown word. A program that only holds grains keeps that role, whatever the setting says.
    private static SiloRole? RoleOf(IConfiguration configuration, SiloRole program)
    {
        if (program == SiloRole.Silo || configuration["Silo:Role"] is not { Length: > 0 } text) return program;
        if (string.Equals(text, nameof(SiloRole.Both), StringComparison.OrdinalIgnoreCase)) return SiloRole.Both;
        return string.Equals(text, nameof(SiloRole.Front), StringComparison.OrdinalIgnoreCase) ? SiloRole.Front : null;
    }

    private static string Text(IConfiguration configuration, string key, string other)
        => configuration[key] is { Length: > 0 } text ? text : other;

    private static int? Number(IConfiguration configuration, string key)
        => int.TryParse(configuration[key], out var number) ? number : null;

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
