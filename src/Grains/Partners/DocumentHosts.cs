using System.Net;
using System.Net.Sockets;

namespace QliroAdapter.Partners;

/// <summary>
/// Connects to hosts that a channel's document names. Whoever may write such a document must not reach what only this
/// machine's network reaches, so a host whose addresses are all private is refused, at each new connection and after
/// its name was resolved. Thread-safe.
/// </summary>
/// <param name="ownHosts">Hosts that the settings name themselves; they may be anywhere.</param>
/// <param name="why">What a refusal says behind "is a private address".</param>
public sealed class DocumentHosts(
    IReadOnlySet<string> ownHosts, string why = PrivateAddressException.InDocument)
{
    /// <summary>What connects a handler; see <see cref="SocketsHttpHandler.ConnectCallback"/>.</summary>
    public async ValueTask<Stream> Connect(SocketsHttpConnectionContext context, CancellationToken cancellation)
    {
        var place = context.DnsEndPoint;
        var socket = new Socket(SocketType.Stream, ProtocolType.Tcp) { NoDelay = true };
        try
        {
            // A proxy is named by the environment, and resolves the host itself.
            var isProxy = context.InitialRequestMessage.RequestUri is { } url && !IsSame(url, place.Host);
            if (isProxy || ownHosts.Contains(place.Host)) await socket.ConnectAsync(place, cancellation);
            else
            {
                var open = await PublicAddresses(place.Host, why, cancellation);
                await socket.ConnectAsync(open, place.Port, cancellation);
            }
            return new NetworkStream(socket, ownsSocket: true);
        }
        catch
        {
            socket.Dispose();
            throw;
        }
    }

    private static bool IsSame(Uri url, string host)
        => string.Equals(url.IdnHost, host, StringComparison.OrdinalIgnoreCase)
            || string.Equals(url.Host.Trim('[', ']'), host.Trim('[', ']'), StringComparison.OrdinalIgnoreCase);

    private static async Task<IPAddress[]> PublicAddresses(
        string host, string why, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        IPAddress[] open = [.. addresses.Where(address => !PrivateAddress.Is(address))];
        return open.Length > 0 || addresses.Length == 0 ? open : throw new PrivateAddressException(host, why);
    }
}

/// <summary>A host that may not be is in a private network; the call was not sent.</summary>
/// <param name="host">The host as it is named.</param>
/// <param name="why">Why it may not be, and what allows it.</param>
public sealed class PrivateAddressException(string host, string why = PrivateAddressException.InDocument)
    : IOException($"'{host}' is a private address, {why}")
{
    /// <summary>Of a host that a channel's document names.</summary>
    public const string InDocument =
        "and a channel's document may name none. If Qliro is there, for tests, set Qliro:AllowPrivateAddresses";
}
