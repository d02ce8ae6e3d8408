using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using Npgsql;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Payments in a PostgreSQL database that any number of nodes share. A commit whose connection broke is sent again and
/// recognised by the database, so that its outcome is known; a server that restarts is waited for, a few seconds.
/// Thread-safe once open.
/// </summary>
public sealed partial class PostgresStore(
    IOptions<PostgresStoreOptions> options, TimeProvider time, ILogger<PostgresStore> logger)
    : IPaymentStore, IPaymentRecords, ITurnClaims, IAsyncDisposable
{
    private sealed record OpenDatabase(
        NpgsqlDataSource Source, NpgsqlDataSource NodeSource, PostgresNode Node, CommitWriter Writer,
        PostgresCommands Commands, PostgresReader Reader, PostgresClaims Claims);

    private OpenDatabase? database;

    private OpenDatabase Database => Volatile.Read(ref database) ?? throw NotOpen();

    /// <summary>
    /// Connects, makes or migrates the tables, joins the other nodes, starts the writers. Once per store.
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
        // The node's own connection is one of those it may open.
        var source = PostgresPlace.Source(settings, options.Value.Connections - 1);
        var nodeSource = PostgresPlace.Source(settings, 1);
        try
        {
            var applied = await PostgresMigrations.Apply(nodeSource);
            var server = await ServerOf(nodeSource);
            var node = await PostgresNode.Begin(nodeSource, options.Value.KeepEventMonths, time, logger);
            var writer = new CommitWriter(source, node.Number, Math.Max(1, options.Value.Connections / 4), time);
            var commands = new PostgresCommands(source, time);
            var claims = new PostgresClaims(commands, node.Number, time);
            node.TellOfHooks(key => claims.On(key)?.HookWaits());
            Volatile.Write(ref database, new(source, nodeSource, node, writer, commands, new(commands), claims));
            Opened(PostgresPlace.Of(settings), server, PostgresMigrations.Newest, applied, node.Number);
        }
        catch
        {
            await source.DisposeAsync();
            await nodeSource.DisposeAsync();
            throw;
        }
    }

    private static async Task<string> ServerOf(NpgsqlDataSource source)
    {
        await using var connection = await source.OpenConnectionAsync();
        return connection.ServerVersion;
    }

    /// <summary>Writes what waits, leaves the other nodes, closes every connection. Repeating it is harmless.</summary>
    public async Task Close()
    {
        if (Interlocked.Exchange(ref database, null) is not { } closing) return;
        await closing.Writer.Stop();
        await closing.Claims.DisposeAsync();
        await closing.Node.DisposeAsync();
        await closing.Source.DisposeAsync();
        await closing.NodeSource.DisposeAsync();
        Closed();
    }

    /// <inheritdoc/>
    public async ValueTask DisposeAsync() => await Close();

    /// <inheritdoc/>
    public bool AreShared => true;

    /// <inheritdoc/>
    public Task<ITurnClaim?> TryClaim(string key, long knownVersion, bool isHook, Action hookWaits)
        => Database.Claims.TryClaim(key, knownVersion, isHook, hookWaits);

    /// <inheritdoc/>
    /// <remarks>What came with this node's claim on the payment is handed out first.</remarks>
    public Task<StoredPayment?> Load(string key, CancellationToken cancellation)
        => Database.Claims.On(key) is { } claim && claim.TryTake(out var payment)
            ? Task.FromResult(payment)
            : Database.Reader.Load(key, cancellation);

    /// <inheritdoc/>
    /// <exception cref="DocumentTooLargeException">The document is over 4 MiB; nothing was written.</exception>
    public async Task<long> Commit(PaymentCommit commit, CancellationToken cancellation)
    {
        DocumentTooLargeException.ThrowIfTooLarge(commit);
        var open = Database;
        try
        {
            var version = await open.Writer.Write(commit, cancellation);
            open.Claims.On(commit.Key)?.Committed(version);
            return version;
        }
        catch
        {
            open.Claims.On(commit.Key)?.Overtaken();
            throw;
        }
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<string>> Due(DateTimeOffset at, int most, CancellationToken cancellation)
    {
        var open = Database;
        return open.Commands.Read(
            "select key from payment_due(@at, @most, @node) as key", row => row.GetString(0), cancellation,
            new("at", PostgresTime.Of(at)), new("most", most), new("node", open.Node.Number));
    }

    /// <inheritdoc/>
    public Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation)
        => Database.Reader.Find(search, cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation)
        => Database.Reader.CountByState(cancellation);

    /// <inheritdoc/>
    public Task<IReadOnlyList<TimelineEntry>> Timeline(string key, int most, CancellationToken cancellation)
        => Database.Reader.Timeline(key, most, cancellation);

    /// <inheritdoc/>
    public Task Probe(CancellationToken cancellation) => Database.Commands.Run(
        "insert into payment_probe (id, at) values (1, clock_timestamp()) "
        + "on conflict (id) do update set at = excluded.at",
        cancellation);

    internal static InvalidOperationException NotOpen()
        => new("The payment store is not open: the process is starting or stopping. Nothing was read or written.");
}
