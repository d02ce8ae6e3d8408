using System.Net;
using System.Net.Sockets;

namespace QliroAdapter.Sandbox;

/// <summary>The five ports that the sandbox listens on, from the adapter's own.</summary>
internal static class SandboxPorts
{
    /// <summary>How far the panel's port is from the adapter's.</summary>
    public const int Panel = 4;

    private static readonly string[] parts =
        ["the adapter", "the simulated Norce", "the simulated Qliro", "the shop", "the panel"];

    /// <summary>Says in one line on which of them somebody else listens; nothing when all can be had.</summary>
    public static IReadOnlyList<string> Mistakes(int first)
    {
        var taken = parts.Select((part, at) => (Part: part, Port: first + at)).Where(one => !IsFree(one.Port)).ToList();
        if (taken.Count == 0) return [];
        var ports = string.Join(", ", taken.Select(one => $"{one.Port} (for {one.Part})"));
        return [$"Taken: port {ports}. Stop what listens there, or name another first port, such as "
            + $"ASPNETCORE_URLS=http://127.0.0.1:{Next(first)}."];
    }

    // The nearest five that are free now; the given ones where none are.
    private static int Next(int first) => Enumerable.Range(1, 20).Select(step => first + (10 * step))
        .FirstOrDefault(port => port + parts.Length <= ushort.MaxValue
            && Enumerable.Range(port, parts.Length).All(IsFree), first);

    private static bool IsFree(int port)
    {
        using var probe = new Socket(AddressFamily.InterNetwork, SocketType.Stream, ProtocolType.Tcp);
        try
        {
            probe.Bind(new IPEndPoint(IPAddress.Loopback, port));
            return true;
        }
        catch (SocketException)
        {
            return false;
        }
    }
}
