using Npgsql;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Bodies of calls in a table of their own, which is not in the write-ahead log. Thread-safe.
/// </summary>
/// <remarks>
/// Whoever adds holds the payments' rows until it is done. An erase waits for that, and then deletes what was added. A
/// payment that a commit holds at this moment is skipped, so that nothing here waits for payments.
/// </remarks>
internal sealed class PostgresBodies(PostgresStore store) : ICallBodies
{
    /// <summary>Deletes what was added at the moment in which its payment was deleted.</summary>
    public const string OfNoPayment =
        """
        delete from payment_bodies as body
        where not exists (select from payments as payment where payment.key = body.key)
        """;

    public async Task<IReadOnlySet<string>> Add(IReadOnlyList<CallBody> bodies, CancellationToken cancellation)
    {
        var live = await store.Commands.Read(
            $"""
            with live as materialized (
                select key from payments where key = any(@keys) and {LivePaymentSql.Condition}
                for share skip locked),
            added as (
                insert into payment_bodies (key, at, partner, operation, status, request, answer)
                select body.key, body.at, body.partner, body.operation, body.status, body.request, body.answer
                from unnest(@keys, @times, @partners, @operations, @statuses, @requests, @answers)
                    with ordinality as body (key, at, partner, operation, status, request, answer, place)
                join live on live.key = body.key
                order by body.place)
            select key from live
            """,
            row => row.GetString(0), cancellation,
            new("keys", bodies.Select(body => PostgresText.Of(body.Key)).ToArray()),
            new("times", bodies.Select(body => body.At.UtcDateTime).ToArray()),
            new("partners", bodies.Select(body => body.Partner).ToArray()),
            new("operations", bodies.Select(body => PostgresText.Of(body.Operation)).ToArray()),
            new("statuses", bodies.Select(body => body.Status).ToArray()),
            new("requests", bodies.Select(body => PostgresText.Of(body.Request)).ToArray()),
            new("answers", bodies.Select(body => PostgresText.Of(body.Answer)).ToArray()));
        await store.Commands.Run(
            "delete from payment_bodies where id <= (select max(id) from payment_bodies) - @max", cancellation,
            new NpgsqlParameter("max", (long)CallBody.StoredMax));
        return live.ToHashSet(StringComparer.Ordinal);
    }

    public Task<IReadOnlyList<CallBody>> Find(string key, int max, CancellationToken cancellation)
        => store.Commands.Read(
            """
            select key, at, partner, operation, status, request, answer, id
            from (
                select * from payment_bodies where key = @key and partner <> @adapter order by id desc limit @max)
                as newest
            order by id
            """,
            StoredRows.ToBody, cancellation, new("key", PostgresText.Of(key)), new("max", max),
            new("adapter", KeptVersion.Partner));

    public async Task<IReadOnlyList<KeptVersion>> Versions(string key, CancellationToken cancellation)
    {
        var found = await store.Commands.Read(
            """
            select operation, at, id from payment_bodies where key = @key and partner = @adapter
            order by id desc limit @max
            """,
            StoredRows.ToVersion, cancellation, new("key", PostgresText.Of(key)),
            new("adapter", KeptVersion.Partner), new("max", KeptVersion.ListedMax));
        return [.. found.Reverse().SelectMany(one => one)];
    }

    public async Task<string?> Document(string key, KeptVersion version, CancellationToken cancellation)
    {
        var found = await store.Commands.Read(
            "select request from payment_bodies where id = @id and key = @key", row => row.GetString(0), cancellation,
            new("id", version.Id), new("key", PostgresText.Of(key)));
        return found is [var text] ? text : null;
    }

    public async Task DeleteBefore(DateTimeOffset at, CancellationToken cancellation)
    {
        await store.Commands.Run(
            "delete from payment_bodies where at < @at", cancellation, new NpgsqlParameter("at", at.UtcDateTime));
        await store.Commands.Run(OfNoPayment, cancellation);
    }
}
