namespace QliroAdapter.Store;

/// <summary>
/// Keeps turns of one payment apart between the nodes that share a store, so that they seldom lose a commit to each
/// other. What keeps them correct is the store's version check alone: a claim may lapse while its turn still runs.
/// Thread-safe.
/// </summary>
public interface ITurnClaims
{
    /// <summary>True when other nodes may be at work on the same payments.</summary>
    bool AreShared { get; }

    /// <summary>
    /// Claims the payment (or order) for one turn of this node, and loads it with the same call. One attempt: null
    /// while another node's turn runs. No two turns of one key may overlap in this node.
    /// </summary>
    /// <param name="key">Canonical key.</param>
    /// <param name="knownVersion">The version that is in memory; -1 when none is.</param>
    /// <param name="isHook">A hook waits for this turn; a node that has the payment is told so.</param>
    /// <param name="hookWaits">
    /// Told, from any thread and maybe repeatedly, when a hook waits elsewhere for this turn's end.
    /// </param>
    Task<ITurnClaim?> TryClaim(string key, long knownVersion, bool isHook, Action hookWaits);
}

/// <summary>A turn's claim on its payment.</summary>
public interface ITurnClaim
{
    /// <summary>False when the payment is at another version than the known one: memory is out of date.</summary>
    bool IsUnchanged { get; }

    /// <summary>As stored when the claim was granted, or as last committed by this node under it.</summary>
    long Version { get; }

    /// <summary>The turn is over. Returns at once.</summary>
    void Release();
}
