using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Npgsql;

namespace QliroAdapter.Silo;

/// <summary>The address of a node when no setting names one.</summary>
internal static class NodeAddress
{
    private static readonly string[] loopback = ["localhost", "127.0.0.1", "::1"];

    /// <summary>
    /// Loopback when the database is reached by loopback or a socket, because then all nodes are on this machine.
    /// Otherwise the machine's first address that others can reach.
    /// </summary>
    public static IPAddress Default(string connectionString)
    {
        if (connectionString.Length == 0 || IsLoopback(connectionString)) return IPAddress.Loopback;
        return NetworkInterface.GetAllNetworkInterfaces()
            .Where(one => one.OperationalStatus == OperationalStatus.Up)
            .SelectMany(one => one.GetIPProperties().UnicastAddresses)
            .Select(one => one.Address)
            .FirstOrDefault(one => one.AddressFamily == AddressFamily.InterNetwork && !IPAddress.IsLoopback(one))
            ?? IPAddress.Loopback;
    }

    /// <summary>An address, or the one that a name has; null when the name is not known.</summary>
    public static IPAddress? Resolve(string name)
    {
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

    private static bool IsLoopback(string connectionString)
    {
        var hosts = (new NpgsqlConnectionStringBuilder(connectionString).Host ?? "").Split(',');
        return Array.TrueForAll(hosts, host => host.StartsWith('/') || loopback.Contains(NameIn(host)));
    }

    // A host may be followed by a port, but one with several colons is an IPv6 address without a port.
    private static string NameIn(string host)
    {
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon == host.LastIndexOf(':') ? host[..colon] : host;
    }
}
