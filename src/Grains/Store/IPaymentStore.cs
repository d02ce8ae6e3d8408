using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Where payments are kept between turns. Thread-safe. Writers are kept apart by optimistic concurrency: each commit
/// carries the version it was decided on (a version fence), and of two with the same version one takes effect. A commit
/// that returned is on disk; one that threw anything but <see cref="StoreConflictException"/> may or may not be, and
/// the
/// caller loads again before it decides anything.
/// </summary>
public interface IPaymentStore
{
    /// <summary>The payment (or an order's creation record) as last committed; null when there is none.</summary>
    Task<StoredPayment?> Load(string key, CancellationToken cancellation);

    /// <summary>State, timeline, outbox entries and due time in one transaction. Returns the new version.</summary>
    /// <exception cref="StoreConflictException">The stored version is not
    /// <see cref="PaymentCommit.ExpectedVersion"/>.</exception>
    Task<long> Commit(PaymentCommit commit, CancellationToken cancellation);

    /// <summary>
    /// Keys whose due time has come, oldest first, and the caller's process leases them: for
    /// <see cref="DueLease.Length"/> no other process that shares the store is given them. A lease ends earlier when a
    /// commit moves the due time, or when its process closes the store; one that ran out goes to whoever asks first.
    /// The process itself is given its own leases again, and made longer: it knows what it has sent, and sees by this
    /// what is still due.
    /// </summary>
    /// <param name="at">
    /// Now, by the caller's clock; the store asks no other. Between clocks that differ, leases are longer or shorter by
    /// the difference, which is harmless: a turn that finds nothing due does nothing.
    /// </param>
    /// <param name="max">Keys at most, 1 or more.</param>
    /// <param name="cancellation">Withdraws the question; what was leased by then stays leased.</param>
    Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation);
}

/// <summary>A payment as stored.</summary>
/// <param name="Key">Canonical key.</param>
/// <param name="Version">1 after the first commit, one more after each.</param>
/// <param name="Document">JSON.</param>
public sealed record StoredPayment(string Key, long Version, string Document);

/// <summary>What one turn makes true, written whole or not at all.</summary>
public sealed record PaymentCommit : PaymentColumns
{
    /// <summary>The version this turn decided on; 0 when there was none.</summary>
    public required long ExpectedVersion { get; init; }

    /// <summary>JSON, at most 4 MiB as UTF-8.</summary>
    public required string Document { get; init; }

    /// <summary>Rows to append to the timeline, in order; the store numbers them on.</summary>
    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    public required DateTimeOffset At { get; init; }
}

/// <summary>Somebody else committed first. Nothing was written: load, decide again.</summary>
public sealed class StoreConflictException(string key, long expectedVersion)
    : Exception($"{key} is no longer at version {expectedVersion}; load it and decide again.")
{
    /// <summary>Which payment.</summary>
    public string Key { get; } = key;

    /// <summary>What was expected.</summary>
    public long ExpectedVersion { get; } = expectedVersion;
}
