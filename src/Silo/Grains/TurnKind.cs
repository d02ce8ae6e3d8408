using System.Collections.Concurrent;
using System.Reflection;

namespace QliroAdapter.Silo;

/// <summary>How a message gets to run, by the attribute on its method.</summary>
internal enum TurnKind
{
    /// <summary>Waits for its turn.</summary>
    Turn,

    /// <summary>Waits for its turn, not for long, and the turn before it is told.</summary>
    Hook,

    /// <summary>Runs beside turns.</summary>
    Beside,
}

/// <summary>Reads the attributes once per method. Thread-safe.</summary>
internal static class TurnKinds
{
    private static readonly ConcurrentDictionary<MethodInfo, TurnKind> kinds = new();

    public static TurnKind Of(MethodInfo method) => kinds.GetOrAdd(method, static found =>
        found.IsDefined(typeof(HookAttribute), inherit: false) ? TurnKind.Hook
        : found.IsDefined(typeof(InterleavesAttribute), inherit: false) ? TurnKind.Beside
        : TurnKind.Turn);
}
