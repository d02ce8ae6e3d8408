using System.Net;
using System.Net.NetworkInformation;
using System.Net.Sockets;
using Npgsql;

namespace QliroAdapter.Silo;

/// <summary>Where a node is reached when no setting says so.</summary>
internal static class NodeAddress
{
    private static readonly string[] loopback = ["localhost", "127.0.0.1", "::1"];

    /// <summary>
    /// Loopback when the database is on this machine by loopback or socket, for then every node is; else the machine's
    /// first address that others can call.
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

    /// <summary>Two ports that nobody listens on now. Taken together, or the second could be the first again.</summary>
    public static (int Port, int Other) FreePorts(IPAddress address)
    {
        using var first = new TcpListener(address, 0);
        using var second = new TcpListener(address, 0);
        return (PortOf(first), PortOf(second));
    }

    private static int PortOf(TcpListener listener)
    {
        listener.Start();
        return ((IPEndPoint)listener.LocalEndpoint).Port;
    }

    private static bool IsLoopback(string connectionString)
    {
        var hosts = (new NpgsqlConnectionStringBuilder(connectionString).Host ?? "").Split(',');
        return Array.TrueForAll(hosts, host => host.StartsWith('/') || loopback.Contains(NameIn(host)));
    }

    // A host may carry a port, but one with several colons is an IPv6 address without.
    private static string NameIn(string host)
    {
        var colon = host.IndexOf(':', StringComparison.Ordinal);
        return colon >= 0 && colon == host.LastIndexOf(':') ? host[..colon] : host;
    }
}
