namespace QliroAdapter.Store;

/// <summary>One write on its way to the disk, and whoever waits for it.</summary>
/// <param name="size">Roughly how many bytes it writes; groups are bounded by it.</param>
/// <param name="write">What it does; run once, on the writer's thread, inside the group's transaction.</param>
internal sealed class PendingWrite(int size, Func<SqliteStatements, long> write)
{
    private readonly TaskCompletionSource<long> done = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private long result;
    private Exception? refusal;

    public int Size { get; } = size;

    /// <summary>Completes after the group's transaction is on disk, or when it is certain that it is not.</summary>
    public Task<long> Done => done.Task;

    /// <summary>Writes inside the group. A refusal is kept for its caller and leaves the others alone.</summary>
    public void Apply(SqliteStatements statements)
    {
        try
        {
            result = statements.Isolated(write);
        }
        catch (Exception refused) when (statements.IsInTransaction)
        {
            refusal = refused;
            if (refused is StoreConflictException) StoreMetrics.CommitConflicted();
        }
    }

    /// <summary>The group is on disk.</summary>
    public void Acknowledge()
    {
        if (refusal is null) done.SetResult(result);
        else done.SetException(refusal);
    }

    /// <summary>The group is not, or may not be, on disk.</summary>
    public void Fail(Exception failure) => done.SetException(failure);
}
