using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// What can be seen of a PostgreSQL store from outside, whether or not nodes run on it. Looking changes nothing.
/// </summary>
public sealed record PostgresFacts
{
    private const int AnswerSeconds = 4;

    /// <summary>Host, port and database.</summary>
    public required string Place { get; init; }

    /// <summary>Why it could not be reached or read; what follows is then not known.</summary>
    public string? Problem { get; init; }

    public Version? Server { get; init; }

    /// <summary>The server's <c>max_connections</c>, less those kept for its administrators.</summary>
    public int ConnectionsMost { get; init; }

    /// <summary>What the server says a commit waits for.</summary>
    public string SynchronousCommit { get; init; } = "";

    /// <summary>A standby takes no writes.</summary>
    public bool IsStandby { get; init; }

    /// <summary>The user may write payments, or, when there are none yet, make tables.</summary>
    public bool IsWritable { get; init; }

    /// <summary>How far the server's clock is ahead of this machine's.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>0: no payments yet.</summary>
    public int SchemaVersion { get; init; }

    /// <summary>The schema this program was written for.</summary>
    public static int SchemaNewest => PostgresMigrations.Newest;

    /// <summary>Nodes that beat lately.</summary>
    public int NodesAlive { get; init; }

    /// <summary>Nodes that neither beat nor ended.</summary>
    public int NodesSilent { get; init; }

    /// <summary>Since the last beat of any node; absent when there is none.</summary>
    public TimeSpan? LastBeat { get; init; }

    /// <summary>Absent when there are no tables yet.</summary>
    public StoreLoad? Load { get; init; }

    public static async Task<PostgresFacts> Look(
        PostgresStoreOptions options, TimeProvider time, CancellationToken cancellation)
    {
        var settings = new NpgsqlConnectionStringBuilder(options.ConnectionString)
        {
            Pooling = false, Timeout = AnswerSeconds, CommandTimeout = AnswerSeconds,
        };
        var facts = new PostgresFacts { Place = PostgresPlace.Of(settings) };
        try
        {
            await using var connection = new NpgsqlConnection(settings.ConnectionString);
            await connection.OpenAsync(cancellation);
            facts = facts with { SchemaVersion = await PostgresMigrations.VersionOf(connection) };
            facts = await facts.WithServer(connection, time, cancellation);
            return facts.SchemaVersion == 0 ? facts : await facts.WithPayments(connection, time, cancellation);
        }
        catch (Exception failure) when (failure is NpgsqlException or TimeoutException)
        {
            return facts with { Problem = failure.Message };
        }
    }

    private async Task<PostgresFacts> WithServer(
        NpgsqlConnection connection, TimeProvider time, CancellationToken cancellation)
    {
        var before = time.GetUtcNow();
        await using var command = new NpgsqlCommand(
            """
            select clock_timestamp(), current_setting('synchronous_commit'), pg_is_in_recovery(),
                   current_setting('max_connections')::integer
                     - current_setting('superuser_reserved_connections')::integer,
                   case when to_regclass('payments') is null then has_schema_privilege(current_schema(), 'create')
                        else has_table_privilege('payments', 'insert, update') end
            """, connection);
        var rows = await Read(command, row => this with
        {
            Server = connection.PostgreSqlVersion,
            ClockAhead = row.GetFieldValue<DateTimeOffset>(0) - before,
            SynchronousCommit = row.GetString(1),
            IsStandby = row.GetBoolean(2),
            ConnectionsMost = row.GetInt32(3),
            IsWritable = !row.IsDBNull(4) && row.GetBoolean(4),
        }, cancellation);

        // It looked at its clock about half way between our question and its answer.
        return rows[0] with { ClockAhead = rows[0].ClockAhead - ((time.GetUtcNow() - before) / 2) };
    }

    private async Task<PostgresFacts> WithPayments(
        NpgsqlConnection connection, TimeProvider time, CancellationToken cancellation)
    {
        await using var newest = new NpgsqlCommand(
            "select distinct merchant, channel from "
            + "(select merchant, channel from payments order by updated_at desc limit 500) as newest order by 1, 2",
            connection);
        var channels = await Read(newest, row => new ChannelKey(row.GetString(0), row.GetString(1)), cancellation);
        await using var command = new NpgsqlCommand(
            """
            select (select count(*)::integer from payment_nodes where payment_node_is_alive(node)),
                   (select count(*)::integer from payment_nodes where not payment_node_is_alive(node)),
                   (select clock_timestamp() - max(beat_at) from payment_nodes),
                   (select count(*) from payments where parked_reason is not null),
                   (select coalesce(sum(owed_calls), 0)::bigint from payments where owed_calls > 0),
                   (select min(updated_at) from payments where owed_calls > 0),
                   (select count(*) from payments where due_at < $1)
            """, connection);
        command.Parameters.Add(new() { Value = PostgresTime.Of(time.GetUtcNow() - StoreLoad.OverdueAfter) });
        var rows = await Read(command, row => this with
        {
            NodesAlive = row.GetInt32(0),
            NodesSilent = row.GetInt32(1),
            LastBeat = row.IsDBNull(2) ? null : row.GetTimeSpan(2),
            Load = new()
            {
                Parked = row.GetInt64(3),
                OwedCalls = row.GetInt64(4),
                OwedSince = row.IsDBNull(5) ? null : row.GetFieldValue<DateTimeOffset>(5),
                Overdue = row.GetInt64(6),
                Channels = channels,
            },
        }, cancellation);
        return rows[0];
    }

    private static async Task<List<T>> Read<T>(
        NpgsqlCommand command, Func<NpgsqlDataReader, T> convert, CancellationToken cancellation)
    {
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<T>();
        while (await reader.ReadAsync(cancellation)) rows.Add(convert(reader));
        return rows;
    }
}
