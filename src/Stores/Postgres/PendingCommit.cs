using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>A commit on its way to the database, and the task of the caller that waits for it.</summary>
/// <param name="Commit">What to write.</param>
/// <param name="Id">Unique among all commits. The database recognises a commit that is sent twice by it.</param>
internal sealed record PendingCommit(PaymentCommit Commit, string Id)
{
    private readonly TaskCompletionSource<long> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>
    /// Completes with the new version, or fails with the reason why there is none or why that is unknown.
    /// </summary>
    public Task<long> Done => done.Task;

    /// <summary>Completes with the new version; null means that another writer was first.</summary>
    public void Answer(long? version)
    {
        if (version is { } known)
        {
            done.SetResult(known);
            return;
        }

        AdapterMetrics.CommitConflicted();
        done.SetException(new StoreConflictException(Commit.Key, Commit.ExpectedVersion));
    }

    /// <summary>The database refused the commit, or its outcome is unknown.</summary>
    public void Fail(Exception failure) => done.SetException(failure);
}
