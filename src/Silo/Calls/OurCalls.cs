using System.Collections.Concurrent;
using System.Reflection;

namespace QliroAdapter.Silo;

/// <summary>What the call filters need to know of a grain's method, read once. Thread-safe.</summary>
internal sealed record OurCalls(string Name, bool IsHookTurn)
{
    private static readonly ConcurrentDictionary<MethodInfo, OurCalls?> known = new();

    /// <summary>Null for Orleans' own calls, which pass through the same filters.</summary>
    public static OurCalls? Of(MethodInfo? method)
        => method is null ? null : known.GetOrAdd(method, static found => Read(found));

    /// <summary>True for our grains and their interfaces.</summary>
    public static bool IsOurs(Type? type)
        => type?.Assembly == typeof(IPaymentGrain).Assembly
            || type?.Assembly == typeof(Composition.PaymentGrain).Assembly;

    private static OurCalls? Read(MethodInfo method) => IsOurs(method.DeclaringType)
        ? new(
            $"{method.DeclaringType!.Name[1..].Replace("Grain", "", StringComparison.Ordinal)}.{method.Name}",
            method.DeclaringType == typeof(IHookTurns))
        : null;
}
