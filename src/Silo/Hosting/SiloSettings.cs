using System.Net;
using Orleans.Configuration;
using QliroAdapter.Settings;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>A node's place in the cluster: what is set, and what follows where nothing is.</summary>
internal sealed record SiloSettings
{
    /// <summary>What this process does.</summary>
    public required SiloRole Role { get; init; }

    /// <inheritdoc cref="NodeOptions.ClusterId"/>
    public required string ClusterId { get; init; }

    /// <inheritdoc cref="NodeOptions.ServiceId"/>
    public required string ServiceId { get; init; }

    /// <inheritdoc cref="NodeOptions.Address"/>
    public required IPAddress Address { get; init; }

    /// <inheritdoc cref="NodeOptions.Port"/>
    public required int Port { get; init; }

    /// <inheritdoc cref="NodeOptions.GatewayPort"/>
    public required int GatewayPort { get; init; }

    /// <summary>The database of payments and of the membership; empty for a local silo on SQLite.</summary>
    public required string ConnectionString { get; init; }

    /// <summary>Present when nodes use TLS among each other.</summary>
    public NodeCertificates? Certificates { get; init; }

    /// <summary>True when there may be other nodes.</summary>
    public bool IsCluster => ConnectionString.Length > 0;

    /// <summary>Sets the names of cluster and service.</summary>
    public void Name(ClusterOptions cluster) => (cluster.ClusterId, cluster.ServiceId) = (ClusterId, ServiceId);

    /// <summary>Reads settings that have passed <see cref="AdapterSettings.Mistakes"/>.</summary>
    /// <param name="configuration">The whole configuration.</param>
    /// <param name="role">The program's own role, used when <c>Silo:Role</c> is not set.</param>
    public static SiloSettings Read(IConfiguration configuration, SiloRole role)
    {
        var node = configuration.Read<NodeOptions>();
        var connection = configuration.Read<PostgresStoreOptions>().ConnectionString;
        var address = node.Address is { } set ? NodeAddress.Resolve(set)! : NodeAddress.Default(connection);
        return new()
        {
            Role = RoleOf(node, role),
            ClusterId = node.ClusterId,
            ServiceId = node.ServiceId,
            Address = address,
            Port = node.Port ?? FreePort.Find(address),
            GatewayPort = node.GatewayPort ?? FreePort.Find(address),
            ConnectionString = connection,
            Certificates = node.Tls is { } tls ? NodeCertificates.Read(tls) : null,
        };
    }

    /// <summary>A program that only holds grains keeps that role, whatever the setting says.</summary>
    public static SiloRole RoleOf(NodeOptions node, SiloRole program)
        => program == SiloRole.Silo ? SiloRole.Silo : node.Role;
}
