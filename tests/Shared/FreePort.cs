using System.Net;
using System.Net.Sockets;

namespace QliroAdapter.Tests;

/// <summary>
/// Ports of the loopback for processes that are started later. None of those that the system gives to connections,
/// which would be taken meanwhile now and then; each process of tests begins to look somewhere else.
/// </summary>
internal static class FreePort
{
    private const int First = 10_000;
    private const int Many = 22_000;

    private static int place = Environment.ProcessId * 131;

    public static int Find()
    {
        while (true)
        {
            var port = First + ((Interlocked.Increment(ref place) & int.MaxValue) % Many);
            try
            {
                using var listener = new TcpListener(IPAddress.Loopback, port);
                listener.Start();
                return port;
            }
            catch (SocketException)
            {
                // Somebody has it.
            }
        }
    }
}
