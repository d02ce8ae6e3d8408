namespace QliroAdapter.Store;

/// <summary>The wrapped keys of a store's payments. Nodes may be at work meanwhile.</summary>
internal interface IWrappedKeys : IAsyncDisposable
{
    /// <summary>How many payments have a key, by the beginning that names the key that wraps it.</summary>
    Task<IReadOnlyList<(string Prefix, long Payments)>> Count(CancellationToken cancellation);

    /// <summary>Payments whose wrapped key begins so, behind a payment's key, in their order.</summary>
    Task<IReadOnlyList<WrappedKey>> Page(string prefix, string after, int max, CancellationToken cancellation);

    /// <summary>
    /// Replaces wrapped keys that are still as they were read, all in one transaction. Returns how many were.
    /// </summary>
    Task<int> Replace(IReadOnlyList<(WrappedKey Old, string New)> keys, CancellationToken cancellation);

    /// <summary>
    /// Has nothing left of what was replaced, as far as the store can. False when others were at work all the time, so
    /// that it must be done again.
    /// </summary>
    Task<bool> Forget(CancellationToken cancellation);
}

/// <summary>A payment's key as it is stored.</summary>
/// <param name="Payment">The payment's key in the store.</param>
/// <param name="Text">Its own key, wrapped.</param>
internal sealed record WrappedKey(string Payment, string Text);
