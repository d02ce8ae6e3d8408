namespace QliroAdapter.Store;

/// <summary>One turn's claim, and the payment that came with it, to be handed out once. Thread-safe.</summary>
internal sealed class HeldClaim : ITurnClaim
{
    private sealed record Loaded(StoredPayment? Payment);

    private readonly PostgresClaims claims;
    private Loaded? loaded;
    private long version;

    /// <param name="claims">Where it is given back.</param>
    /// <param name="key">What is claimed.</param>
    /// <param name="turn">This node's count of its turns.</param>
    /// <param name="knownVersion">What was in memory.</param>
    /// <param name="version">What is stored; 0: nothing.</param>
    /// <param name="document">Absent when it is known.</param>
    /// <param name="hookWaits">Whom to tell of hooks elsewhere.</param>
    public HeldClaim(
        PostgresClaims claims, string key, long turn, long knownVersion, long version, string? document,
        Action hookWaits)
    {
        (this.claims, Key, Turn, HookWaits, this.version) = (claims, key, turn, hookWaits, version);
        IsUnchanged = version == knownVersion;
        if (document is not null) loaded = new(new(key, version, document));
        else if (version == 0) loaded = new(Payment: null);
    }

    public string Key { get; }

    public long Turn { get; }

    public Action HookWaits { get; }

    /// <inheritdoc/>
    public bool IsUnchanged { get; }

    /// <inheritdoc/>
    public long Version => Volatile.Read(ref version);

    /// <summary>What came with the claim, the first time it is asked for.</summary>
    public bool TryTake(out StoredPayment? payment)
    {
        var taken = Interlocked.Exchange(ref loaded, null);
        payment = taken?.Payment;
        return taken is not null;
    }

    /// <summary>A commit of this node under the claim.</summary>
    public void Committed(long newVersion)
    {
        Volatile.Write(ref loaded, null);
        Volatile.Write(ref version, newVersion);
    }

    /// <summary>Somebody else committed: what came with the claim is out of date.</summary>
    public void Overtaken() => Volatile.Write(ref loaded, null);

    /// <inheritdoc/>
    public void Release() => claims.Release(this);
}
