using System.Net;
using System.Net.Sockets;

namespace QliroAdapter.Silo;

/// <summary>
/// Ports that nobody listens on now, for what is started later. None of those that the system gives to connections,
/// which would be taken meanwhile now and then; each process begins to look somewhere else.
/// </summary>
public static class FreePort
{
    private const int First = 10_000;
    private const int Many = 22_000;

    private static int place = Environment.ProcessId * 131;

    public static int Find() => Find(IPAddress.Loopback);

    public static int Find(IPAddress address)
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref place) & int.MaxValue) % Many);
            try
            {
                using var listener = new TcpListener(address, port);
                listener.Start();
                return port;
            }
            catch (SocketException taken) when (taken.SocketErrorCode == SocketError.AddressAlreadyInUse)
            {
                // Somebody has it.
            }
        }
    }
}
