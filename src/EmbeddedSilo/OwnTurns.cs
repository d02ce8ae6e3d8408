using QliroAdapter.Store;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>Nobody else writes to the store: every turn is this process' own, what is in memory is as stored.</summary>
public sealed class OwnTurns : ITurnClaims, ITurnClaim
{
    private readonly Task<ITurnClaim?> granted;

    public OwnTurns() => granted = Task.FromResult<ITurnClaim?>(this);

    /// <inheritdoc/>
    public bool AreShared => false;

    /// <inheritdoc/>
    public bool IsUnchanged => true;

    /// <inheritdoc/>
    public long Version => 0;

    /// <inheritdoc/>
    public Task<ITurnClaim?> TryClaim(string key, long knownVersion, bool isHook, Action hookWaits) => granted;

    /// <inheritdoc/>
    public void Release()
    {
        // There is nobody to make way for.
    }
}
