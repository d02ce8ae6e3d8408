using System.Globalization;
using System.Runtime.ExceptionServices;
using Npgsql;
using Orleans.Storage;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>
/// One activation's <see cref="IPaymentStore"/> over the grain's persistent state. What was read with the activation
/// serves its first load; every later load asks the database, because the payment asks only when its memory may be
/// wrong.
/// </summary>
internal sealed class PersistentStateStore(IPersistentState<StoredState> state, ClusteredGrains grains) : IPaymentStore
{
    // The payment keeps its document; here would be a second one.
    private static readonly StoredState empty = new();

    private bool isFresh = true;
    private Task last = Task.CompletedTask;

    // The provider's version is a whole number from 1; none when there is no row.
    private long Version => state.RecordExists ? long.Parse(state.Etag!, CultureInfo.InvariantCulture) : 0;

    public Task<StoredPayment?> Load(string key, CancellationToken cancellation)
        => InOrder(() => LoadNow(key, cancellation));

    /// <inheritdoc/>
    /// <exception cref="DocumentTooLargeException">The document is over 4 MiB; nothing was written.</exception>
    public Task<long> Commit(PaymentCommit commit, CancellationToken cancellation)
        => InOrder(() => CommitNow(commit, cancellation));

    // Due work is looked for in the node's own store, once for all its payments.
    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int most, CancellationToken cancellation)
        => grains.Services.Store.Due(at, most, cancellation);

    private async Task<StoredPayment?> LoadNow(string key, CancellationToken cancellation)
    {
        if (!isFresh) await Again(state.ReadStateAsync, cancellation);
        isFresh = false;
        if (!state.RecordExists) return null;
        var stored = new StoredPayment(key, Version, state.State.Document!);
        state.State = empty;
        return stored;
    }

    private async Task<long> CommitNow(PaymentCommit commit, CancellationToken cancellation)
    {
        DocumentTooLargeException.ThrowIfTooLarge(commit);
        isFresh = false;
        // A read beside the turn may have seen somebody else's newer version: what the turn decided is void.
        if (Version != commit.ExpectedVersion) throw new StoreConflictException(commit.Key, commit.ExpectedVersion);
        state.State = new() { Commit = commit, CommitId = grains.NextCommitId() };
        try
        {
            await Again(state.WriteStateAsync, cancellation);
        }
        catch (InconsistentStateException)
        {
            throw new StoreConflictException(commit.Key, commit.ExpectedVersion);
        }

        state.State = empty;
        return Version;
    }

    // A statement whose connection broke is sent again; a commit is known by its id. The provider wraps what it caught.
    private Task Again(Func<CancellationToken, Task> work, CancellationToken cancellation)
        => grains.Patience.Run(
            async () =>
            {
                try
                {
                    await work(cancellation);
                }
                catch (OrleansException wrapped) when (wrapped.InnerException is NpgsqlException database)
                {
                    ExceptionDispatchInfo.Throw(database);
                }

                return true;
            },
            cancellation);

    // Reads beside a turn and the turn's own writes share one state object: one at a time.
    private async Task<T> InOrder<T>(Func<Task<T>> work)
    {
        var before = last;
        var done = new TaskCompletionSource(TaskCreationOptions.RunContinuationsAsynchronously);
        last = done.Task;
        await before;
        try
        {
            return await work();
        }
        finally
        {
            done.SetResult();
        }
    }
}
