using System.Globalization;
using Microsoft.Extensions.Logging;
using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// Registers this process among those that have the database open: with a number, and with a shared advisory lock that
/// its one connection holds as long as the store is open. So the server knows which processes are there without
/// heartbeats. <c>migrate</c> takes the same lock exclusively, which fails while any process has the store open. A
/// broken connection is replaced. The lock belongs to a session of the server, so a connection pooler in between must
/// pool by session.
/// </summary>
internal sealed partial class PostgresSession : IAsyncDisposable
{
    // The migrations have a lock of their own (PostgresMigrations). An arbitrary number that nobody else locks in this
    // database.
    private const long Lock = 0x716C69726F31; // "qliro1"

    // A process that opens the database while payments are moved to it waits this long, as for a migration.
    private const int TimeoutSeconds = 300;

    // A half-open connection, which a vanished server leaves behind, is noticed after a few of these.
    private const int KeepAliveSeconds = 10;

    private static readonly TimeSpan pause = TimeSpan.FromSeconds(1);

    private readonly NpgsqlDataSource source;
    private readonly TimeProvider time;
    private readonly ILogger logger;
    private readonly CancellationTokenSource stopping = new();
    private readonly Task holding;

    private PostgresSession(
        NpgsqlDataSource source, NpgsqlConnection held, long number, TimeProvider time, ILogger logger)
    {
        (this.source, Number, this.time, this.logger) = (source, number, time, logger);
        holding = Task.Run(() => Hold(held));
    }

    /// <summary>
    /// Assigned by the database and never used again, also not by the same process after a restart. The ids of commits
    /// begin with it.
    /// </summary>
    public long Number { get; }

    /// <summary>A source for the one connection that the session needs.</summary>
    public static NpgsqlDataSource Source(NpgsqlConnectionStringBuilder settings) => PostgresPlace.Source(
        new(settings.ConnectionString) { KeepAlive = KeepAliveSeconds }, connections: 1);

    /// <summary>Takes a number and the shared lock; waits while another process holds the lock exclusively.</summary>
    /// <param name="source">Gives the session its own connection.</param>
    /// <param name="time">Paces the attempts to connect while the server is unavailable.</param>
    /// <param name="logger">Logs a broken connection.</param>
    public static async Task<PostgresSession> Begin(NpgsqlDataSource source, TimeProvider time, ILogger logger)
    {
        var connection = await Connect(source, CancellationToken.None);
        try
        {
            await using var command = new NpgsqlCommand("select nextval('payment_writer_numbers')", connection);
            return new(source, connection, (long)(await command.ExecuteScalarAsync())!, time, logger);
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    /// <summary>
    /// Takes the lock exclusively for this connection, until it is closed. Returns false at once while a process has
    /// the store open.
    /// </summary>
    public static async Task<bool> TryShutOut(NpgsqlConnection connection, CancellationToken cancellation)
    {
        await using var command = new NpgsqlCommand("select pg_try_advisory_lock($1)", connection);
        command.Parameters.Add(new() { Value = Lock });
        return (bool)(await command.ExecuteScalarAsync(cancellation))!;
    }

    /// <summary>A query that counts the processes that have the store open.</summary>
    public static string CountOpen { get; } = string.Create(CultureInfo.InvariantCulture,
        $"""
        select count(*)::integer from pg_locks
        where locktype = 'advisory' and granted and mode = 'ShareLock' and objsubid = 1
          and classid = {Lock >> 32} and objid = {Lock & uint.MaxValue}
          and database = (select oid from pg_database where datname = current_database())
        """);

    public async ValueTask DisposeAsync()
    {
        await stopping.CancelAsync();
        await holding;
        stopping.Dispose();
    }

    private static async Task<NpgsqlConnection> Connect(NpgsqlDataSource source, CancellationToken cancellation)
    {
        var connection = await source.OpenConnectionAsync(cancellation);
        try
        {
            await using var command = new NpgsqlCommand("select pg_advisory_lock_shared($1)", connection);
            command.Parameters.Add(new() { Value = Lock });
            command.CommandTimeout = TimeoutSeconds;
            await command.ExecuteNonQueryAsync(cancellation);
            return connection;
        }
        catch
        {
            await connection.DisposeAsync();
            throw;
        }
    }

    private async Task Hold(NpgsqlConnection held)
    {
        for (NpgsqlConnection? connection = held; connection is not null; connection = await ConnectAgain())
            await UntilItEnds(connection);
    }

    // Nobody ever sends a notification: the wait ends when the connection breaks or the store closes.
    private async Task UntilItEnds(NpgsqlConnection connection)
    {
        await using var closing = connection;
        try
        {
            while (true) await connection.WaitAsync(stopping.Token);
        }
        catch (OperationCanceledException)
        {
            // The store is closing; the lock is released with the connection.
        }
        catch (Exception broken) when (broken is NpgsqlException or IOException)
        {
            Lost(broken);
        }
    }

    private async Task<NpgsqlConnection?> ConnectAgain()
    {
        while (!stopping.IsCancellationRequested)
        {
            try
            {
                var connection = await Connect(source, stopping.Token);
                Found();
                return connection;
            }
            catch (OperationCanceledException)
            {
                break;
            }
            catch (NpgsqlException)
            {
                // The failure was logged once, when the connection broke. Commits and reads have their own retries
                // while the server is unavailable (ServerRetry).
                await Task.Delay(pause, time, stopping.Token).ConfigureAwait(ConfigureAwaitOptions.SuppressThrowing);
            }
        }

        return null;
    }
}
