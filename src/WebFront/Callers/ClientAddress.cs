using System.Net;
using System.Net.Sockets;

namespace QliroAdapter.WebFront;

/// <summary>
/// What counts as one client: an IPv4 address, or the first 64 bits of an IPv6 address. Whoever has one IPv6 address
/// has 2^64 of them, and could use each once.
/// </summary>
internal static class ClientAddress
{
    private const int NetworkBytes = 8;

    public static string Of(HttpContext context) => Of(context.Connection.RemoteIpAddress);

    /// <summary>Empty where there is no address, as with a socket of the file system.</summary>
    internal static string Of(IPAddress? address)
    {
        if (address is null) return "";
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        if (address.AddressFamily != AddressFamily.InterNetworkV6) return address.ToString();
        var network = address.GetAddressBytes();
        Array.Clear(network, NetworkBytes, network.Length - NetworkBytes);
        return $"{new IPAddress(network)}/64";
    }
}
