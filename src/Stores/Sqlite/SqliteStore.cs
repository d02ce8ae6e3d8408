using Microsoft.Data.Sqlite;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Payments in one SQLite file that this process owns. Commits of many turns share one transaction and are acknowledged
/// when it is on disk; reads run at the same time. Thread-safe once open.
/// </summary>
/// <remarks>
/// Reads run synchronously on the caller's thread: SQLite has no asynchronous I/O, and a read by key takes
/// microseconds.
/// </remarks>
public sealed partial class SqliteStore(
    IOptions<SqliteStoreOptions> options, TimeProvider time, ILogger<SqliteStore> logger, TimelineKeys? keys = null,
    IOptions<RetentionOptions>? retention = null)
    : IPaymentStore, IPaymentRecords, IAsyncDisposable
{
    private sealed record OpenFile(
        string Path, OwnerLock Owner, StoreDamage Damage, SqliteConnections Connections, SqliteWriter Writer,
        SqliteReader Reader, Housekeeping Housekeeping);

    private OpenFile? file;

    private OpenFile File => Volatile.Read(ref file) ?? throw NotOpen();

    /// <summary>Takes ownership of the file, creates or migrates it and starts the writer. Once per store.</summary>
    /// <exception cref="StoreStartException">It cannot be opened; the message names the setting.</exception>
    public void Open()
    {
        var path = Path.GetFullPath(options.Value.Path);
        try
        {
            Directory.CreateDirectory(Path.GetDirectoryName(path)!);
            OpenFileAt(path);
        }
        catch (Exception failure) when (failure is SqliteException or IOException or UnauthorizedAccessException)
        {
            throw new StoreStartException(
                $"Storage:Sqlite:Path: {path} cannot be opened as a database ({failure.Message}); " +
                "check the path, the permissions on its folder and the space on its disk.", failure);
        }
    }

    private void OpenFileAt(string path)
    {
        var connections = new SqliteConnections(path);
        var owner = OwnerLock.Take(path);
        SqliteConnection? connection = null;
        try
        {
            SqliteConnections.MakeFile(path);
            connection = connections.OpenForWriting();
            var applied = SqliteMigrations.Apply(connection, path);
            var lost = owner.Marked() is { } mark && (SqliteStatements.NewestProbe(connection) ?? 0) < mark;
            // The process before may have died after an erase, with what was erased in its log.
            SqliteConnections.EmptyLog(connection);
            var damage = new StoreDamage(path, logger);
            var writer = new SqliteWriter(
                connections, owner, damage, new SqliteStatements(connection), options.Value, time, logger);
            var housekeeping = new Housekeeping(
                () => Task.CompletedTask, () => SqliteEndedPayments.Open(options.Value, isReadOnly: false),
                retention?.Value, time, logger);
            Volatile.Write(
                ref file,
                new(path, owner, damage, connections, writer, new SqliteReader(connections, damage), housekeeping));
            Opened(path, connection.ServerVersion, SqliteMigrations.Newest, applied);
            if (lost) CommitsLost(path);
        }
        catch
        {
            connection?.Dispose();
            owner.Dispose();
            throw;
        }
    }

    /// <summary>Writes what waits, closes the file and gives up its ownership. Repeating it is harmless.</summary>
    public async Task Close()
    {
        if (Interlocked.Exchange(ref file, null) is not { } closing) return;
        await closing.Housekeeping.DisposeAsync();
        closing.Connections.CloseReaders();
        await closing.Writer.Stop();
        closing.Owner.Dispose();
        Closed();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Close();

    /// <inheritdoc/>
    public Task<StoredPayment?> Load(string key, CancellationToken cancellation) => File.Reader.Load(key, cancellation);

    /// <inheritdoc/>
    /// <exception cref="DocumentTooLargeException">The document is over 4 MiB; nothing was written.</exception>
    public async Task<long> Commit(PaymentCommit commit, CancellationToken cancellation)
    {
        DocumentTooLargeException.ThrowIfTooLarge(commit);
        var version = await File.Writer.Write(
            new(commit.Document.Length, statements => statements.Write(commit)), cancellation);
        if (commit.Erases) await new SqliteBodies(options).Delete([commit.Key], cancellation);
        return version;
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation)
        => File.Reader.History(key, cancellation);

    /// <inheritdoc/>
    public Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation)
        => File.Writer.Write(
            new(repeat.What.Length, statements => statements.Count(repeat, keys)) { IsSafe = false }, cancellation);

    /// <inheritdoc/>
    /// <remarks>Leases nothing: one process owns the file, so no other could take the same due work.</remarks>
    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation)
        => File.Reader.Due(at, max, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation)
        => File.Reader.Find(search, cancellation);

    public Task<PagePlace?> EndOf(PaymentSearch search, CancellationToken cancellation)
        => File.Reader.EndOf(search, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation)
        => File.Reader.CountByState(cancellation);

    /// <inheritdoc/>
    public Task<Backlog> Backlog(DateTimeOffset at, CancellationToken cancellation)
        => File.Reader.Backlog(at, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MerchantBacklog>> Waiting(
        DateTimeOffset at, int max, CancellationToken cancellation)
        => File.Reader.Waiting(at, max, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TimelineEntry>> Timeline(string key, int max, CancellationToken cancellation)
        => File.Reader.Timeline(key, max, cancellation);

    /// <inheritdoc/>
    /// <exception cref="IOException">The file is damaged, or its write-ahead log was deleted.</exception>
    public async Task Probe(CancellationToken cancellation)
    {
        var open = File;
        open.Damage.ThrowIfFound();
        // It is empty for a moment after an erase, and a write fills it. When it is gone, readers miss what the writer
        // writes.
        if (await IsLogThere(open, cancellation) || await IsLogThere(open, cancellation)) return;
        throw new IOException($"{open.Path}-wal was deleted under the running process; stop the process, which "
            + "writes what it still holds into the database.");
    }

    private async Task<bool> IsLogThere(OpenFile open, CancellationToken cancellation)
    {
        await open.Writer.Write(new(0, statements => statements.Probe(time.GetUtcNow())), cancellation);
        return new FileInfo(open.Path + "-wal") is { Exists: true, Length: > 0 };
    }

    internal static InvalidOperationException NotOpen()
        => new("The payment store is not open: the process is starting or stopping. Nothing was read or written.");
}
