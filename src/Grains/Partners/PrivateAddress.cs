using System.Net;
using System.Net.Sockets;

namespace QliroAdapter.Partners;

/// <summary>Tells addresses of one's own network from those of the Internet.</summary>
public static class PrivateAddress
{
    /// <summary>
    /// True for addresses that lead nowhere but here or into a network of one's own: loopback, private, shared,
    /// link-local, unspecified, reserved and multicast ones.
    /// </summary>
    public static bool Is(IPAddress address)
    {
        if (address.IsIPv4MappedToIPv6) address = address.MapToIPv4();
        var bytes = address.GetAddressBytes();
        if (address.AddressFamily == AddressFamily.InterNetworkV6)
        {
            return IPAddress.IsLoopback(address) || address.Equals(IPAddress.IPv6Any) || address.IsIPv6LinkLocal
                || address.IsIPv6SiteLocal || address.IsIPv6UniqueLocal || address.IsIPv6Multicast
                // IPv4 within IPv6: NAT64 (64:ff9b::/96), 6to4 (2002::/16) and what came before both (::/96); and NAT64
                // of one's own network (64:ff9b:1::/48).
                || (bytes is [0, 0x64, 0xFF, 0x9B, 0, 0, 0, 0, 0, 0, 0, 0, ..] && Is(new(bytes[12..])))
                || bytes is [0, 0x64, 0xFF, 0x9B, 0, 1, ..] or [0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, 0, ..]
                || (bytes is [0x20, 0x02, ..] && Is(new(bytes[2..6])));
        }
        return bytes is [0 or 10 or 127 or >= 224, ..]
            or [100, >= 64 and < 128, ..] or [169, 254, ..] or [172, >= 16 and < 32, ..] or [192, 168, ..]
            or [192, 0, 0, _] or [198, 18 or 19, ..]
            // What tells a machine of Azure about itself.
            or [168, 63, 129, 16];
    }
}
