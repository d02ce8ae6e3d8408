using System.Diagnostics.CodeAnalysis;
using System.Threading.Channels;
using Microsoft.Extensions.Logging;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// The only writer: a thread of its own, because SQLite's calls block. It commits all waiting writes in one
/// transaction, so that many commits share one wait for the disk. The next group gathers meanwhile.
/// </summary>
internal sealed partial class SqliteWriter
{
    // A group of large documents ends here, so that one transaction stays small compared with the machine's memory.
    private const int GroupBytes = 16 * 1024 * 1024;

    // A group usually takes as long as one flush of the disk, a few milliseconds; one that takes longer than this is
    // logged.
    private static readonly TimeSpan slowGroup = TimeSpan.FromSeconds(1);

    // One more row in one transaction of many. What is lost within the pause after a mark is noticed by the mark.
    private static readonly TimeSpan markPause = TimeSpan.FromSeconds(5);

    // Every payment waits while the log is emptied, so it is tried shortly, and not often.
    private const int EmptyMilliseconds = 50;
    private static readonly TimeSpan emptyPause = TimeSpan.FromSeconds(5);

    private readonly Channel<PendingWrite> queue;
    private readonly SqliteConnections connections;
    private readonly OwnerLock owner;
    private readonly StoreDamage damage;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly int groupLimit;
    private readonly TaskCompletionSource stopped = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private SqliteStatements? statements;
    private long? markedAt;
    private bool isLogToEmpty;
    private long? triedAt;

    /// <summary>Starts the thread; <see cref="Stop"/> ends it.</summary>
    /// <param name="connections">Opens connections to the file.</param>
    /// <param name="owner">Takes the mark of a recent commit.</param>
    /// <param name="damage">Hears of writes that found the file damaged.</param>
    /// <param name="opened">The connection on which the schema was checked; the writer owns it from here on.</param>
    /// <param name="options">Bounds of queue and group.</param>
    /// <param name="time">Measures how long groups take.</param>
    /// <param name="logger">Logs a disk that fails or is slow.</param>
    public SqliteWriter(
        SqliteConnections connections, OwnerLock owner, StoreDamage damage, SqliteStatements opened,
        SqliteStoreOptions options, TimeProvider time, ILogger logger)
    {
        this.connections = connections;
        this.owner = owner;
        this.damage = damage;
        this.time = time;
        this.logger = logger;
        statements = opened;
        groupLimit = options.GroupLimit;
        queue = Channel.CreateBounded<PendingWrite>(new BoundedChannelOptions(options.QueueLimit)
        {
            SingleReader = true,
        });
        new Thread(Run) { IsBackground = true, Name = "sqlite-writer" }.Start();
    }

    /// <summary>
    /// Returns once the write is on disk, or handed to the operating system where that is enough for it
    /// (<see cref="PendingWrite.IsSafe"/>). It can be cancelled only while it waits for a place in the queue.
    /// </summary>
    public Task<long> Write(PendingWrite write, CancellationToken cancellation)
        => queue.Writer.TryWrite(write) ? write.Done : WriteWhenFree(write, cancellation);

    private async Task<long> WriteWhenFree(PendingWrite write, CancellationToken cancellation)
    {
        try
        {
            await queue.Writer.WriteAsync(write, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw SqliteStore.NotOpen();
        }

        return await write.Done;
    }

    /// <summary>Accepts no more writes, writes those that wait and closes the connection.</summary>
    public Task Stop()
    {
        queue.Writer.TryComplete();
        return stopped.Task;
    }

    private void Run()
    {
        var group = new List<PendingWrite>();
        while (Gather(group)) WriteGroup(group);
        statements?.Dispose();
        stopped.SetResult();
    }

    [SuppressMessage("Usage", "VSTHRD002", Justification = "The thread is the writer's own, with nothing else to do.")]
    private bool Gather(List<PendingWrite> group)
    {
        group.Clear();
        if (!queue.Reader.WaitToReadAsync().AsTask().GetAwaiter().GetResult()) return false;
        for (var size = 0; group.Count < groupLimit && size < GroupBytes && queue.Reader.TryRead(out var write);)
        {
            group.Add(write);
            size += write.Size;
        }

        return true;
    }

    private void WriteGroup(List<PendingWrite> group)
    {
        var started = time.GetTimestamp();
        try
        {
            statements ??= new(connections.OpenForWriting());
            var isSafe = group.Exists(static write => write.IsSafe);
            statements.Begin(isSafe);
            foreach (var write in group)
            {
                write.Apply(statements);
                damage.Note(write.Refusal);
            }
            // A mark that a power failure took would look like a loss.
            var isMarkDue = isSafe && (markedAt is not { } last || time.GetElapsedTime(last) >= markPause);
            if (isMarkDue) statements.Probe(time.GetUtcNow());
            statements.Commit();
            Mark(statements);
            EmptyLogAfterErase(statements);
        }
        catch (Exception failure)
        {
            damage.Note(failure);
            GroupFailed(failure, group.Count);
            Reopen();
            foreach (var write in group) write.Fail(failure);
            return;
        }

        var took = time.GetElapsedTime(started);
        AdapterMetrics.GroupWritten(group.Count, took);
        foreach (var write in group) write.Acknowledge();
        if (took > slowGroup) GroupSlow(group.Count, (long)took.TotalMilliseconds);
    }

    // The same value is in the file, in the write-ahead log at first: a file whose value is older has lost commits.
    private void Mark(SqliteStatements committed)
    {
        if (committed.TakeProbed() is not { } mark) return;
        owner.Mark(mark);
        markedAt = time.GetTimestamp();
    }

    // The log still holds a person's row as it was. While somebody reads it cannot be emptied, and is later.
    private void EmptyLogAfterErase(SqliteStatements committed)
    {
        if (committed.TakeErased()) (isLogToEmpty, triedAt) = (true, null);
        if (!isLogToEmpty || (triedAt is { } last && time.GetElapsedTime(last) < emptyPause)) return;
        isLogToEmpty = !committed.EmptyLog(EmptyMilliseconds);
        triedAt = time.GetTimestamp();
    }

    // After a failed commit the connection's state is unknown, so the next group starts on a new one.
    private void Reopen()
    {
        statements?.Dispose();
        statements = null;
    }
}
