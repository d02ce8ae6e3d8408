using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using Npgsql;
using QliroAdapter.Ops;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using QliroAdapter.WebFront.Tests.Hosting;

namespace QliroAdapter.WebFront.Tests.Commands;

/// <summary>
/// The real program, killed (SIGKILL) while it waits for a row that another connection is about to write.
/// </summary>
public sealed class When_a_migration_is_killed
{
    private const int Payments = 450;

    [Fact]
    public async Task Should_go_on_behind_what_is_there()
    {
        var server = await PostgresServer.Shared;
        var database = await server.CreateDatabase();
        var folder = Directory.CreateTempSubdirectory("migrate-");
        await Fill(Path.Combine(folder.FullName, "data", "payments.db"));
        await Make(database);

        await using (var other = new NpgsqlConnection(database))
        {
            await other.OpenAsync();
            await using var writing = await other.BeginTransactionAsync();
            await using var insert = new NpgsqlCommand(
                "insert into payments (key, merchant, channel, order_id, payment_id, state, version, owed_calls, "
                    + "updated_at, "
                + "last_event, document) values ('shop/se/order/0250', '', '', '', '', '', 1, 0, now(), 0, '')", other);
            await insert.ExecuteNonQueryAsync();
            using var killed = Started(folder, database);
            await Eventually.True(async () => await Ask(
                database, "select count(*) from pg_locks where not granted and locktype = 'transactionid'") is > 0L);
            killed.Kill();
            await writing.RollbackAsync();
        }

        (await Ask(database, "select count(*) from payments")).ShouldBeOneOf(200L, 300L);
        using var again = Started(folder, database);
        (await again.ExitCode()).ShouldBe(0, await again.Output);
        (await again.Output).ShouldContain(
            $"{Payments} payments with {2 * Payments} events are the same on both sides");
        folder.Delete(recursive: true);
    }

    private static AdapterAsProcess Started(DirectoryInfo folder, string database) => new(
        When_settings_are_wrong.Complete(("Storage:Postgres:ConnectionString", database)), folder.FullName, "migrate");

    // Creates the tables, as a node does that was started too early and stopped again.
    private static async Task Make(string database)
    {
        await using var store = new PostgresStore(
            Options.Create(new PostgresStoreOptions { ConnectionString = database }),
            TimeProvider.System, NullLogger<PostgresStore>.Instance);
        await store.Open();
    }

    private static async Task Fill(string path)
    {
        await using var store = new SqliteStore(Options.Create(new SqliteStoreOptions { Path = path }),
            TimeProvider.System, NullLogger<SqliteStore>.Instance);
        store.Open();
        var at = new DateTimeOffset(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);
        await Task.WhenAll(Enumerable.Range(1, Payments).Select(number => store.Commit(new()
        {
            Key = $"shop/se/order/{number:0000}", Merchant = "shop", Channel = "se", OrderId = "order",
            PaymentId = $"{number:0000}", State = "intent", OutboxEntries = 1, DueAt = at, ExpectedVersion = 0, At = at,
            Document = "{}", Timeline = [Entry(at, "one"), Entry(at, "two")],
        }, CancellationToken.None)));
    }

    private static TimelineEntry Entry(DateTimeOffset at, string summary)
        => new() { At = at, Kind = "decision", Summary = summary };

    private static Task<object?> Ask(string database, string statement) => PostgresServer.Execute(database, statement);
}
