using System.Diagnostics;
using System.Text.RegularExpressions;
using QliroAdapter.Payments;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// The gates that undisturbed runs passed, without ids (each kind of call before and after, each use of the store), and
/// the methods of the payment's code that came to them.
/// </summary>
internal sealed partial class Places
{
    private static readonly string[] shared = ["Partners", "Norce", "Qliro", "Payments"];

    private readonly HashSet<string> gates = new(StringComparer.Ordinal);
    private readonly HashSet<string> methods = new(StringComparer.Ordinal);

    /// <summary>All of them, one in a line.</summary>
    public IEnumerable<string> Lines
        => gates.Order(StringComparer.Ordinal).Concat(methods.Order(StringComparer.Ordinal));

    public void Add(string gate)
    {
        gates.Add(Ids().Replace(gate, "${what}/*"));
        if (Caller() is { } caller) methods.Add(caller);
    }

    public void Add(Places others)
    {
        gates.UnionWith(others.gates);
        methods.UnionWith(others.methods);
    }

    public override string ToString() => $"{gates.Count} different gates, come to from {methods.Count} methods";

    /// <summary>
    /// The innermost method outside of the clients and of the code that all turns share; null where a call returns from
    /// outside the process.
    /// </summary>
    private static string? Caller() => new StackTrace(false).GetFrames()
        .Select(frame => frame.GetMethod()?.DeclaringType)
        .Where(type => type?.Assembly == typeof(PaymentDocument).Assembly && !IsShared(type))
        .Select(type => type!.FullName).FirstOrDefault();

    private static bool IsShared(Type type) => shared.Contains(type.FullName!.Split('.')[1]);

    [GeneratedRegex(
        "(?<what>orders|Orders|payments|hooks|se-qliro|se-qliro/[*])/[^/ ,?]+", RegexOptions.NonBacktracking)]
    private static partial Regex Ids();
}
