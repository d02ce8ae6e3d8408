namespace QliroAdapter.Store;

/// <summary>A commit on its way to the database, and whoever waits for it.</summary>
/// <param name="Commit">What to write.</param>
/// <param name="Id">By which the database knows it again when it comes twice; no other commit has it.</param>
internal sealed record PendingCommit(PaymentCommit Commit, string Id)
{
    private readonly TaskCompletionSource<long> done = new(TaskCreationOptions.RunContinuationsAsynchronously);

    /// <summary>The new version; or why there is none, or why that is not known.</summary>
    public Task<long> Done => done.Task;

    /// <summary>Tells the new version; none: somebody else was first.</summary>
    public void Answer(long? version)
    {
        if (version is { } known)
        {
            done.SetResult(known);
            return;
        }

        StoreMetrics.CommitConflicted();
        done.SetException(new StoreConflictException(Commit.Key, Commit.ExpectedVersion));
    }

    /// <summary>Refused by the database, or unknown.</summary>
    public void Fail(Exception failure) => done.SetException(failure);
}
