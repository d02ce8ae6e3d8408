using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>One write on its way to the disk, and the task of the caller that waits for it.</summary>
/// <param name="size">About how many bytes it writes; groups are bounded by it.</param>
/// <param name="write">Does the write. Runs once, on the writer's thread, inside the group's transaction.</param>
internal sealed class PendingWrite(int size, Func<SqliteStatements, long> write)
{
    private readonly TaskCompletionSource<long> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long result;

    public int Size { get; } = size;

    /// <summary>
    /// False for what a power failure may take, such as a count of what changed nothing; a group of such writes alone
    /// does not wait for the disk.
    /// </summary>
    public bool IsSafe { get; init; } = true;

    /// <summary>Why it alone was not written; null when it was.</summary>
    public Exception? Refusal { get; private set; }

    /// <summary>Completes after the group's transaction is committed, or when it is certain that it is not.</summary>
    public Task<long> Done => done.Task;

    /// <summary>
    /// Runs the write inside the group. Its refusal is kept for its caller and does not affect the others.
    /// </summary>
    public void Apply(SqliteStatements statements)
    {
        try
        {
            result = statements.Isolated(write);
        }
        catch (Exception refused) when (statements.IsInTransaction)
        {
            Refusal = refused;
            if (refused is StoreConflictException) AdapterMetrics.CommitConflicted();
        }
    }

    /// <summary>Called when the group is committed.</summary>
    public void Acknowledge()
    {
        if (Refusal is null) done.SetResult(result);
        else done.SetException(Refusal);
    }

    /// <summary>Called when the group is not, or may not be, committed.</summary>
    public void Fail(Exception failure) => done.SetException(failure);
}
