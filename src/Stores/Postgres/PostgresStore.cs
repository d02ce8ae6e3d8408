using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Payments in a PostgreSQL database that any number of nodes share. When a connection breaks during a commit, the
/// commit is sent again and the database recognises it, so that its outcome is known. A server that restarts is waited
/// for, a few seconds. Thread-safe once open.
/// </summary>
public sealed partial class PostgresStore(
    IOptions<PostgresStoreOptions> options, TimeProvider time, ILogger<PostgresStore> logger,
    TimelineKeys? keys = null, IOptions<RetentionOptions>? retention = null)
    : IPaymentStore, IPaymentRecords, IAsyncDisposable
{
    private sealed record OpenDatabase(
        NpgsqlDataSource Source, NpgsqlDataSource SessionSource, PostgresSession Session,
        Housekeeping Housekeeping, CommitWriter Writer, PostgresCommands Commands, PostgresReader Reader);

    /// <summary>Statements of others in this folder.</summary>
    internal PostgresCommands Commands => Database.Commands;

    private OpenDatabase? database;

    private OpenDatabase Database => Volatile.Read(ref database) ?? throw NotOpen();

    /// <summary>
    /// Connects, creates or migrates the tables, registers this process and starts the writers. Once per store.
    /// </summary>
    /// <exception cref="StoreStartException">It cannot be opened; the message names the setting.</exception>
    public async Task Open()
    {
        var settings = new NpgsqlConnectionStringBuilder(options.Value.ConnectionString);
        try
        {
            await OpenAt(settings);
        }
        catch (NpgsqlException failure)
        {
            throw PostgresPlace.NotOpened(settings, failure);
        }
    }

    private async Task OpenAt(NpgsqlConnectionStringBuilder settings)
    {
        // The session's own connection counts among those that this process may open.
        var source = PostgresPlace.Source(settings, options.Value.Connections - 1);
        var sessionSource = PostgresSession.Source(settings);
        PostgresSession? session = null;
        try
        {
            var applied = await PostgresMigrations.Apply(sessionSource);
            session = await PostgresSession.Begin(sessionSource, time, logger);
            var server = await ServerOf(source);
            var housekeeping = await Keep(source);
            var writer = new CommitWriter(source, session.Number, Math.Max(1, options.Value.Connections / 4), time);
            var commands = new PostgresCommands(source, time);
            Volatile.Write(
                ref database, new(source, sessionSource, session, housekeeping, writer, commands, new(commands)));
            Opened(PostgresPlace.Of(settings), server, PostgresMigrations.Newest, applied, session.Number);
        }
        catch
        {
            if (session is not null) await session.DisposeAsync();
            await source.DisposeAsync();
            await sessionSource.DisposeAsync();
            throw;
        }
    }

    // Once at start, because commits need this month's partition.
    private async Task<Housekeeping> Keep(NpgsqlDataSource source)
    {
        Task Months() => PostgresHousekeeping.Once(source, options.Value.KeepEventMonths);
        await Months();
        return new(
            Months, () => new PostgresEndedPayments(source, isOwner: false), retention?.Value, time, logger);
    }

    private static async Task<string> ServerOf(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        return connection.ServerVersion;
    }

    /// <summary>Writes what waits, releases its leases and closes every connection. Repeating it is harmless.</summary>
    public async Task Close()
    {
        if (Interlocked.Exchange(ref database, null) is not { } closing) return;
        await closing.Writer.Stop();
        await closing.Housekeeping.DisposeAsync();
        await GiveBackLeases(closing);
        await closing.Session.DisposeAsync();
        await closing.Source.DisposeAsync();
        await closing.SessionSource.DisposeAsync();
        Closed();
    }

    // Tried once: leases that are not released expire by themselves.
    private async Task GiveBackLeases(OpenDatabase closing)
    {
        try
        {
            await using var command = closing.Source.CreateCommand("select payment_leases_end($1)");
            command.Parameters.Add(new() { Value = closing.Session.Number });
            await command.ExecuteNonQueryAsync();
        }
        catch (NpgsqlException unreachable)
        {
            LeasesKept(unreachable, (int)DueLease.Length.TotalSeconds);
        }
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Close();

    /// <inheritdoc/>
    public Task<StoredPayment?> Load(string key, CancellationToken cancellation)
        => Database.Reader.Load(key, cancellation);

    /// <inheritdoc/>
    /// <exception cref="DocumentTooLargeException">The document is over 4 MiB; nothing was written.</exception>
    public Task<long> Commit(PaymentCommit commit, CancellationToken cancellation)
    {
        DocumentTooLargeException.ThrowIfTooLarge(commit);
        return Database.Writer.Write(commit, cancellation);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<TimelineEntry>> History(string key, CancellationToken cancellation)
        => Database.Reader.History(key, cancellation);

    /// <inheritdoc/>
    public async Task CountRepeat(PaymentRepeat repeat, CancellationToken cancellation)
    {
        var isCounted = keys is { AreThere: true }
            ? await PostgresRepeats.CountSigned(Database.Commands, repeat, keys, cancellation)
            : await PostgresRepeats.Count(Database.Commands, repeat, cancellation);
        if (isCounted) return;
        AdapterMetrics.CommitConflicted();
        throw new StoreConflictException(repeat.Key, repeat.ExpectedVersion);
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int max, CancellationToken cancellation)
    {
        var open = Database;
        return open.Commands.Read(
            "select key from payment_due(@at, @until, @max, @holder) as key", row => row.GetString(0), cancellation,
            new("at", PostgresTime.Of(at)), new("until", PostgresTime.Of(at + DueLease.Length)), new("max", max),
            new("holder", open.Session.Number));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation)
        => Database.Reader.Find(search, cancellation);

    public Task<PagePlace?> EndOf(PaymentSearch search, CancellationToken cancellation)
        => Database.Reader.EndOf(search, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation)
        => Database.Reader.CountByState(cancellation);

    /// <inheritdoc/>
    public Task<Backlog> Backlog(DateTimeOffset at, CancellationToken cancellation)
        => Database.Reader.Backlog(at, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<MerchantBacklog>> Waiting(
        DateTimeOffset at, int max, CancellationToken cancellation)
        => Database.Reader.Waiting(at, max, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TimelineEntry>> Timeline(string key, int max, CancellationToken cancellation)
        => Database.Reader.Timeline(key, max, cancellation);

    /// <inheritdoc/>
    public Task Probe(CancellationToken cancellation) => Database.Commands.Run(
        "insert into payment_probe (id, at) values (1, clock_timestamp()) "
        + "on conflict (id) do update set at = excluded.at",
        cancellation);

    internal static InvalidOperationException NotOpen()
        => new("The payment store is not open: the process is starting or stopping. Nothing was read or written.");
}
