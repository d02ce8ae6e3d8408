using Npgsql;
using NpgsqlTypes;

namespace QliroAdapter.Store;

/// <summary>
/// The retention of the history. At start and once an hour: creates the partitions of coming months of history and
/// drops those that are old enough (<c>payment_housekeeping</c>), which every process asks for and the database lets
/// one do. Then deletes repeats that are as old, and leases of payments that are no longer due, unless another process
/// is at it. Each is a transaction of its own, so that commits, which need the partitions, wait for the first one only.
/// </summary>
internal static class PostgresHousekeeping
{
    private const string OldRepeats =
        """
        delete from payment_repeats
        where (select pg_try_advisory_xact_lock(hashtext('payment_deletes'))) and $1 > 0 and last_at < (
            date_trunc('month', clock_timestamp() at time zone 'utc') - make_interval(months => $1)) at time zone 'utc'
        """;

    private const string EndedLeases =
        """
        delete from payment_leases as lease
        where (select pg_try_advisory_xact_lock(hashtext('payment_deletes'))) and not exists (
            select from payments as payment where payment.key = lease.key and payment.due_at = lease.due_at)
        """;

    /// <param name="source">Gives the connections.</param>
    /// <param name="keepMonths">How many months events are kept; 0 keeps them for ever.</param>
    public static async Task Once(NpgsqlDataSource source, int keepMonths)
    {
        await using var months = source.CreateCommand("select payment_housekeeping($1)");
        months.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = keepMonths });
        await months.ExecuteNonQueryAsync();
        await using var repeats = source.CreateCommand(OldRepeats);
        repeats.Parameters.Add(new() { NpgsqlDbType = NpgsqlDbType.Integer, Value = keepMonths });
        await repeats.ExecuteNonQueryAsync();
        await using var leases = source.CreateCommand(EndedLeases);
        await leases.ExecuteNonQueryAsync();
    }
}
