using System.Collections.Concurrent;

namespace QliroAdapter.WebFront;

/// <summary>
/// How many calls were turned away, by merchant. Whoever is turned away may name any merchant, so only those are told
/// apart in whose name a proven caller has called; the others are counted together. One per process; thread-safe.
/// </summary>
internal sealed class RefusedCallers(TimeProvider clock)
{
    /// <summary>How many merchants are told apart.</summary>
    public const int MerchantsMax = 1000;

    /// <summary>What all merchants are called that no proven caller has named.</summary>
    public const string Others = "(not known)";

    private readonly ConcurrentDictionary<string, RefusedCaller> counted =
        new(StringComparer.OrdinalIgnoreCase) { [Others] = new(Others) };

    /// <summary>The merchants with refused calls, most first.</summary>
    public IReadOnlyList<RefusedCaller> All
        => [.. counted.Values.Where(one => one.Calls > 0).OrderByDescending(one => one.Calls)];

    public void LetIn(string merchant)
    {
        if (counted.ContainsKey(merchant) || counted.Count > MerchantsMax || !CallNames.IsName(merchant)) return;
        counted.TryAdd(merchant, new(merchant));
    }

    public void Refused(string merchant, ProofVerdict why)
        => (counted.GetValueOrDefault(merchant) ?? counted[Others]).Add(why, clock.GetUtcNow());
}

/// <summary>The refused calls that named one merchant. Thread-safe.</summary>
/// <param name="merchant">Norce's identifier of the shop.</param>
internal sealed class RefusedCaller(string merchant)
{
    private readonly long[] calls = new long[Enum.GetValues<ProofVerdict>().Length];
    private long last;

    public string Merchant { get; } = merchant;

    /// <summary>Since the process started.</summary>
    public long Calls => calls.Sum();

    public DateTimeOffset LastAt => new(Interlocked.Read(ref last), TimeSpan.Zero);

    public long CallsBecause(ProofVerdict why) => Interlocked.Read(ref calls[(int)why]);

    public void Add(ProofVerdict why, DateTimeOffset at)
    {
        Interlocked.Increment(ref calls[(int)why]);
        Interlocked.Exchange(ref last, at.UtcTicks);
    }
}
