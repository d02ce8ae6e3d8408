using Npgsql;
using NpgsqlTypes;

namespace QliroAdapter.Store;

/// <summary>Those of a PostgreSQL database. One process deletes at a time.</summary>
internal sealed class PostgresEndedPayments(NpgsqlDataSource source, bool isOwner) : IEndedPayments
{
    private const int ReadsAllSeconds = 600;

    // A payment that a commit holds at this moment is skipped, and one that has changed by then is not deleted.
    private const string DeleteSome =
        $"""
        with ended as materialized (
            select key from payments
            where (select pg_try_advisory_xact_lock(hashtext('payment_deletes'))) and {EndedPaymentSql.Condition}
            order by updated_at, key limit @max for update skip locked),
        events as (delete from payment_events as old using ended where old.key = ended.key),
        repeats as (delete from payment_repeats as old using ended where old.key = ended.key),
        ids as (delete from payment_ids as old using ended where old.key = ended.key),
        bodies as (delete from payment_bodies as old using ended where old.key = ended.key),
        leases as (delete from payment_leases as old using ended where old.key = ended.key)
        delete from payments as old using ended where old.key = ended.key
        """;

    // Counting locks no payment, and what is kept beside one is added in a transaction of its own.
    private const string Leftovers =
        $"""
        delete from payment_repeats as repeat
        where not exists (select from payments as payment where payment.key = repeat.key);
        {PostgresBodies.OfNoPayment}
        """;

    /// <exception cref="StoreStartException">It cannot be opened, or is of another version.</exception>
    public static async Task<PostgresEndedPayments> Open(PostgresStoreOptions options)
        => new(await PostgresPlace.OpenMigrated(options), isOwner: true);

    public async Task<IReadOnlyList<EndedPayments>> Count(DateTimeOffset before, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(EndedPaymentSql.Count);
        command.CommandTimeout = ReadsAllSeconds;
        command.Parameters.Add(Time(before));
        await using var reader = await command.ExecuteReaderAsync(cancellation);
        var rows = new List<EndedPayments>();
        while (await reader.ReadAsync(cancellation)) rows.Add(EndedPaymentSql.Of(reader));
        return rows;
    }

    public async Task<int> Delete(DateTimeOffset before, int max, CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(DeleteSome);
        command.Parameters.Add(Time(before));
        command.Parameters.Add(new("max", max));
        return await command.ExecuteNonQueryAsync(cancellation);
    }

    public async Task DeleteLeftovers(CancellationToken cancellation)
    {
        await using var command = source.CreateCommand(Leftovers);
        command.CommandTimeout = ReadsAllSeconds;
        await command.ExecuteNonQueryAsync(cancellation);
    }

    public ValueTask DisposeAsync() => isOwner ? source.DisposeAsync() : ValueTask.CompletedTask;

    private static NpgsqlParameter Time(DateTimeOffset before)
        => new("before", NpgsqlDbType.TimestampTz) { Value = before.UtcDateTime };
}
