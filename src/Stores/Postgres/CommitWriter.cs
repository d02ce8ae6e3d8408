using System.Threading.Channels;
using Npgsql;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Writes commits in groups: several writers, each of which sends all waiting commits in one round trip and one
/// transaction, so that many commits share one wait for the disk. The next groups gather meanwhile.
/// </summary>
internal sealed class CommitWriter
{
    // A group takes about as long as one flush of the disk; a larger one would only delay its first commit.
    private const int GroupLimit = 64;

    // A group of large documents ends here, so that one round trip stays small compared with the server's memory.
    private const int GroupBytes = 16 * 1024 * 1024;

    // When this many commits wait, the next one waits for a place: a stopped server must not fill this process' memory.
    private const int QueueLimit = 1024;

    private readonly Channel<PendingCommit> queue = Channel.CreateBounded<PendingCommit>(QueueLimit);
    private readonly NpgsqlDataSource source;
    private readonly ServerRetry serverRetry;
    private readonly TimeProvider time;
    private readonly long number;
    private readonly Task writing;
    private long written;

    /// <param name="source">Gives the connections.</param>
    /// <param name="number">The number of this process in the database; the ids of its commits begin with it.</param>
    /// <param name="writers">Connections used at once, 1 or more.</param>
    /// <param name="time">Measures how long groups take, and paces retries.</param>
    public CommitWriter(NpgsqlDataSource source, long number, int writers, TimeProvider time)
    {
        this.source = source;
        this.number = number;
        this.time = time;
        serverRetry = new(time);
        writing = Task.WhenAll(Enumerable.Range(0, writers).Select(_ => Task.Run(Run)));
    }

    /// <summary>
    /// Returns the new version once the commit is on the server's disk. It can be cancelled only while it waits for a
    /// place in the queue.
    /// </summary>
    public Task<long> Write(PaymentCommit commit, CancellationToken cancellation)
    {
        var pending = new PendingCommit(commit, $"{number}.{Interlocked.Increment(ref written)}");
        return queue.Writer.TryWrite(pending) ? pending.Done : WriteWhenFree(pending, cancellation);
    }

    private async Task<long> WriteWhenFree(PendingCommit pending, CancellationToken cancellation)
    {
        try
        {
            await queue.Writer.WriteAsync(pending, cancellation);
        }
        catch (ChannelClosedException)
        {
            throw PostgresStore.NotOpen();
        }

        return await pending.Done;
    }

    /// <summary>Accepts no more commits and writes those that wait.</summary>
    public Task Stop()
    {
        queue.Writer.TryComplete();
        return writing;
    }

    private async Task Run()
    {
        var group = new List<PendingCommit>();
        var statements = new List<CommitStatement>();
        while (await queue.Reader.WaitToReadAsync())
        {
            Gather(group);
            if (group.Count > 0) await WriteGroup(group, statements);
        }
    }

    private void Gather(List<PendingCommit> group)
    {
        group.Clear();
        for (var size = 0; group.Count < GroupLimit && size < GroupBytes && queue.Reader.TryRead(out var pending);)
        {
            group.Add(pending);
            size += pending.Commit.Document.Length;
        }

        // All groups lock payments in the same order. Otherwise two groups could each wait for a payment that the other
        // has written.
        group.Sort((one, other) => string.CompareOrdinal(one.Commit.Key, other.Commit.Key));
    }

    private async Task WriteGroup(List<PendingCommit> group, List<CommitStatement> statements)
    {
        try
        {
            var started = time.GetTimestamp();
            var versions = await serverRetry.Run(() => Send(group, statements), CancellationToken.None);
            AdapterMetrics.GroupWritten(group.Count, time.GetElapsedTime(started));
            for (var place = 0; place < group.Count; place++) group[place].Answer(versions[place]);
        }
        catch (PostgresException) when (group.Count > 1)
        {
            // The server refused one commit and rolled back the whole group. Each is written alone, so that only that
            // one fails.
            foreach (var pending in group) await WriteGroup([pending], statements);
        }
        catch (Exception failure)
        {
            foreach (var pending in group) pending.Fail(failure);
        }
    }

    private async Task<IReadOnlyList<long?>> Send(List<PendingCommit> group, List<CommitStatement> statements)
    {
        await using var connection = await source.OpenConnectionAsync();
        await using var batch = new NpgsqlBatch(connection);
        for (var place = 0; place < group.Count; place++)
        {
            if (statements.Count == place) statements.Add(new());
            batch.BatchCommands.Add(statements[place].For(group[place]));
        }

        var versions = new List<long?>(group.Count);
        await using var reader = await batch.ExecuteReaderAsync();
        do
        {
            await reader.ReadAsync();
            versions.Add(await reader.IsDBNullAsync(0) ? null : reader.GetInt64(0));
        }
        while (await reader.NextResultAsync());
        for (var place = 0; place < group.Count; place++) statements[place].Clear();
        return versions;
    }
}
