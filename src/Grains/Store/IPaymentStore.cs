using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Keeps payments between turns. Thread-safe. Optimistic concurrency keeps writers apart: each commit has the version
/// it was decided on (a version fence), and of two commits with the same version one takes effect. A commit that
/// returned is on disk. One that threw anything but <see cref="StoreConflictException"/> may be on disk or not, so the
/// caller loads again before it decides anything.
/// </summary>
public interface IPaymentStore
{
    /// <summary>The payment (or an order's creation record) as last committed; null when there is none.</summary>
    Task<StoredPayment?> Load(string key, CancellationToken cancellation);

    /// <summary>The rows of its timeline that are stored, by number, without counted repeats.</summary>
    Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation);

    /// <summary>
    /// Stores state, timeline, outbox entries and due time in one transaction. Returns the new version.
    /// </summary>
    /// <exception cref="StoreConflictException">The stored version is not
    /// <see cref="PaymentCommit.ExpectedVersion"/>.</exception>
    Task<long> Commit(PaymentCommit commit, CancellationToken cancellation);

    /// <summary>
    /// Counts a callback that came again and changed nothing: a short row for each payment and text, in place of the
    /// payment's row and its timeline. A count may be lost when the database crashes, and may be one too high when the
    /// connection broke.
    /// </summary>
    /// <exception cref="StoreConflictException">The stored version is not
    /// <see cref="PaymentRepeat.ExpectedVersion"/>, so what came may change something after all.</exception>
    Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation);

    /// <summary>
    /// Keys that are due, oldest first, of which the caller's process then holds the leases: for
    /// <see cref="DueLease.Length"/> the store gives them to no other process. A lease ends earlier when a commit
    /// changes the due time, or when its process closes the store. After a lease has expired, the next process that
    /// asks gets the key. A process also gets the keys that it has leased itself, with their leases extended: it knows
    /// what it has sent, and sees what is still due.
    /// </summary>
    /// <param name="at">
    /// The present time by the caller's clock; the store uses no other. When clocks differ, leases are longer or
    /// shorter by the difference. This is harmless, because a turn that finds nothing due does nothing.
    /// </param>
    /// <param name="max">The largest number of keys, 1 or more.</param>
    /// <param name="cancellation">Cancels the call; what was leased by then stays leased.</param>
    Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation);
}

/// <summary>A payment as stored.</summary>
/// <param name="Key">Canonical key.</param>
/// <param name="Version">1 after the first commit, one more after each.</param>
/// <param name="Document">JSON.</param>
/// <param name="DataKey">The payment's own key for its personal data, wrapped; absent when it has none.</param>
/// <param name="Chain">The signed head of its timeline; absent when it was never signed.</param>
/// <param name="LastEvent">The number of the last row of its timeline; 0 when there is none.</param>
public sealed record StoredPayment(
    string Key, long Version, string Document, string? DataKey = null, string? Chain = null, long LastEvent = 0);

/// <summary>What one turn makes true; stored completely or not at all.</summary>
public sealed record PaymentCommit : PaymentColumns
{
    /// <summary>The version that this turn decided on; 0 when there was no payment.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>JSON, at most 4 MiB as UTF-8.</summary>
    public required string Document { get; init; }

    /// <summary>Rows to append to the timeline, in order; the store gives them the next numbers.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    public required DateTimeOffset At { get; init; }

    /// <summary>
    /// Further ids that lead to the payment, for operators' search; those that are known already do no harm. At most
    /// <see cref="IdsMax"/>.
    /// </summary>
    public IReadOnlyList<string> Ids { get; init; } = [];

    /// <summary>The payment's own key, wrapped, when it is new; absent: what is stored stays.</summary>
    public string? DataKey { get; init; }

    /// <summary>The signed head of the timeline with these rows; absent: what is stored stays.</summary>
    public string? Chain { get; init; }

    /// <summary>
    /// True when its personal data is erased: its key is destroyed, and hashes of addresses among its ids and the kept
    /// bodies of its calls are deleted.
    /// </summary>
    public bool Erases { get; init; }

    /// <summary>More than one turn finds.</summary>
    public const int IdsMax = 100;
}

/// <summary>A callback that came again and changed nothing.</summary>
/// <param name="Key">Canonical key of a stored payment.</param>
/// <param name="ExpectedVersion">The version that it did not change.</param>
/// <param name="What">What came, for a person; one of few texts, because each has a row of its own.</param>
/// <param name="At">When it came.</param>
public sealed record PaymentRepeat(string Key, long ExpectedVersion, string What, DateTimeOffset At);

/// <summary>Another writer committed first. Nothing was written: load and decide again.</summary>
public sealed class StoreConflictException(string key, long expectedVersion)
    : Exception($"{key} is no longer at version {expectedVersion}; load it and decide again.")
{
    /// <summary>Key of the payment.</summary>
    public string Key { get; } = key;

    /// <summary>The version that the commit expected.</summary>
    public long ExpectedVersion { get; } = expectedVersion;
}
