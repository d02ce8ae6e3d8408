using System.Net;
using System.Net.Sockets;

namespace QliroAdapter.Partners;

/// <summary>
/// Connects to hosts that a channel's document names. Whoever may write such a document must not reach what only this
/// machine's network reaches, so a host whose addresses are all private is refused, at each new connection and after
/// its name was resolved. Thread-safe.
/// </summary>
/// <param name="ownHosts">Hosts that the settings name themselves; they may be anywhere.</param>
public sealed class DocumentHosts(IReadOnlySet<string> ownHosts)
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
            else await socket.ConnectAsync(await PublicAddresses(place.Host, cancellation), place.Port, cancellation);
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

    private static async Task<IPAddress[]> PublicAddresses(string host, CancellationToken cancellation)
    {
        var addresses = await Dns.GetHostAddressesAsync(host, cancellation);
        IPAddress[] open = [.. addresses.Where(address => !PrivateAddress.Is(address))];
        return open.Length > 0 || addresses.Length == 0 ? open : throw new PrivateAddressException(host);
    }
}

/// <summary>The channel's document names a host that is in a private network; the call was not sent.</summary>
/// <param name="host">The host as the document names it.</param>
public sealed class PrivateAddressException(string host) : IOException(
    $"'{host}' is a private address, and a channel's document may name none. If Qliro is there, for tests, set "
    + "Qliro:AllowPrivateAddresses");
