using Npgsql;

namespace QliroAdapter.Store;

/// <summary>
/// The state of a PostgreSQL store as it can be read from outside, whether or not nodes run on it. Reading changes
/// nothing.
/// </summary>
public sealed record PostgresFacts
{
    private const int AnswerSeconds = 4;

    /// <summary>Host, port and database.</summary>
    public required string Place { get; init; }

    /// <summary>Why it could not be reached or read; the facts below are then not known.</summary>
    public string? Problem { get; init; }

    public Version? Server { get; init; }

    /// <summary>The server's <c>max_connections</c>, less those reserved for its administrators.</summary>
    public int ConnectionsMax { get; init; }

    /// <summary>The server's <c>synchronous_commit</c>: what a commit waits for.</summary>
    public string SynchronousCommit { get; init; } = "";

    /// <summary>True for a standby, which takes no writes.</summary>
    public bool IsStandby { get; init; }

    /// <summary>True when the user may write payments or, when there are no tables yet, create them.</summary>
    public bool IsWritable { get; init; }

    /// <summary>How far the server's clock is ahead of this machine's.</summary>
    public TimeSpan ClockAhead { get; init; }

    /// <summary>Version of the stored schema; 0 when there are no payments yet.</summary>
    public int SchemaVersion { get; init; }

    /// <summary>The schema this program was written for.</summary>
    public static int SchemaNewest => PostgresMigrations.Newest;

    /// <summary>Processes that have the store open.</summary>
    public int Processes { get; init; }

    /// <summary>
    /// Members of clusters that are neither dead nor leaving; absent when no cluster has ever run on it.
    /// </summary>
    public int? Members { get; init; }

    /// <summary>Of <see cref="Members"/>, those that gave no sign of life for <see cref="SilentAfter"/>.</summary>
    public int MembersSilent { get; init; }

    /// <summary>Time since the last sign of life of any member; absent when there was none.</summary>
    public TimeSpan? LastSign { get; init; }

    /// <summary>
    /// 2 minutes. Members give a sign of life every 5 s (<c>Membership</c> in <c>src/Silo</c>), so a member that has
    /// given none for as long does not run.
    /// </summary>
    public static TimeSpan SilentAfter { get; } = TimeSpan.FromMinutes(2);

    /// <summary>Absent when there are no tables yet.</summary>
    public StoreLoad? Load { get; init; }

    public static async Task<PostgresFacts> Read(
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
            facts = await facts.WithMembers(connection, time, cancellation);
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
            $"""
            select clock_timestamp(), current_setting('synchronous_commit'), pg_is_in_recovery(),
                   current_setting('max_connections')::integer
                     - current_setting('superuser_reserved_connections')::integer,
                   case when to_regclass('payments') is null then has_schema_privilege(current_schema(), 'create')
                        else has_table_privilege('payments', 'insert, update') end,
                   ({PostgresSession.CountOpen})
            """, connection);
        var rows = await Read(command, row => this with
        {
            Server = connection.PostgreSqlVersion,
            ClockAhead = row.GetFieldValue<DateTimeOffset>(0) - before,
            SynchronousCommit = row.GetString(1),
            IsStandby = row.GetBoolean(2),
            ConnectionsMax = row.GetInt32(3),
            IsWritable = !row.IsDBNull(4) && row.GetBoolean(4),
            Processes = row.GetInt32(5),
        }, cancellation);

        // The server read its clock about half-way between our question and its answer.
        return rows[0] with { ClockAhead = rows[0].ClockAhead - ((time.GetUtcNow() - before) / 2) };
    }

    // Statuses are numbered as in Orleans' membership: 1 created, 2 joining, 3 active. Signs of life are in the
    // members' own time.
    private async Task<PostgresFacts> WithMembers(
        NpgsqlConnection connection, TimeProvider time, CancellationToken cancellation)
    {
        await using var table = new NpgsqlCommand("select to_regclass('cluster_members') is not null", connection);
        if (!(await Read(table, row => row.GetBoolean(0), cancellation))[0]) return this;
        var now = time.GetUtcNow();
        await using var command = new NpgsqlCommand(
            """
            select count(*) filter (where status <= 3)::integer,
                   count(*) filter (where status <= 3 and i_am_alive_time < $1)::integer, max(i_am_alive_time)
            from cluster_members
            """, connection);
        command.Parameters.Add(new() { Value = PostgresTime.Of(now - SilentAfter) });
        var rows = await Read(command, row => this with
        {
            Members = row.GetInt32(0),
            MembersSilent = row.GetInt32(1),
            LastSign = row.IsDBNull(2) ? null : now - row.GetFieldValue<DateTimeOffset>(2),
        }, cancellation);
        return rows[0];
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
            select (select count(*) from payments where parked_reason is not null),
                   (select coalesce(sum(owed_calls), 0)::bigint from payments where owed_calls > 0),
                   (select min(updated_at) from payments where owed_calls > 0),
                   (select count(*) from payments where due_at < $1)
            """, connection);
        command.Parameters.Add(new() { Value = PostgresTime.Of(time.GetUtcNow() - StoreLoad.OverdueAfter) });
        var rows = await Read(command, row => this with
        {
            Load = new()
            {
                Parked = row.GetInt64(0),
                OutboxEntries = row.GetInt64(1),
                OutboxSince = row.IsDBNull(2) ? null : row.GetFieldValue<DateTimeOffset>(2),
                Overdue = row.GetInt64(3),
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
