namespace QliroAdapter.Silo;

/// <summary>
/// What waits for a socket goes on in the thread that sees the socket ready, where the runtime would hand it to a
/// thread of the pool. A turn waits for partners and the database a dozen times, and each hand-over wakes a thread.
/// Nothing of ours blocks such a thread: no code waits synchronously, and a grain's own steps run in its scheduler.
/// </summary>
internal static class InlineSockets
{
    // Read by the runtime once, when the first socket is made; it has no other switch.
    private const string Variable = "DOTNET_SYSTEM_NET_SOCKETS_INLINE_COMPLETIONS";

    /// <summary>Must be called before the first socket is made. An operator's own value stays.</summary>
    public static void Use()
    {
        if (string.IsNullOrEmpty(Environment.GetEnvironmentVariable(Variable)))
            Environment.SetEnvironmentVariable(Variable, "1");
    }
}
