using Microsoft.Data.Sqlite;
using QliroAdapter.Store;
using QliroAdapter.Stores.Tests.Postgres;
using QliroAdapter.Stores.Tests.Sqlite;
using QliroAdapter.Tests.Postgres;

namespace QliroAdapter.Stores.Tests.Move;

/// <summary>A file to move from and a database to move to, for one test, deleted after it.</summary>
internal sealed class Removal : IAsyncDisposable
{
    public SqliteHome From { get; } = new();

    public PostgresHome To { get; } = new();

    /// <summary>The lines of progress, in order.</summary>
    public List<string> Told { get; } = [];

    /// <summary>Called with each line of progress.</summary>
    public Action<string> Meanwhile { get; set; } = static _ => { };

    public static async Task<Removal> Of(params PaymentCommit[] payments)
    {
        var removal = new Removal();
        await removal.To.Create();
        var file = await removal.From.Open();
        foreach (var payment in payments) await file.Payments.Commit(payment, CancellationToken.None);
        await file.Close();
        return removal;
    }

    /// <summary>Writes many equal payments with two events each directly into the file.</summary>
    public void Fill(int payments)
    {
        Change(
            $"""
            with recursive number (n) as (select 1 union all select n + 1 from number where n < {payments})
            insert into payments (key, merchant, channel, order_id, payment_id, state, version, owed_calls, updated_at,
                                  document)
            select printf('shop/se/many/%06d', n), 'shop', 'se', 'many', printf('%06d', n), 'reserved', 2, 0, n, '"å"'
            from number;
            insert into payment_events (key, seq, at, kind, summary)
            select key, n, n, 'decision', 'ö' from payments, (select 7 as n union select 8) where order_id = 'many'
            """);
    }

    public void Change(string statement)
    {
        using var connection = new SqliteConnection($"Data Source={From.Path};Pooling=False");
        connection.Open();
        using var command = connection.CreateCommand();
#pragma warning disable CA2100 // Written by the test.
        command.CommandText = statement;
#pragma warning restore CA2100
        command.ExecuteNonQuery();
    }

    public Task<object?> Ask(string statement) => PostgresServer.Execute(To.ConnectionString, statement);

    public async Task<bool> Move(CancellationToken cancellation = default)
    {
        Told.Clear();
        return await new MoveToPostgres(
            From.Path, new() { ConnectionString = To.ConnectionString }, Tell).Run(cancellation);
    }

    public async ValueTask DisposeAsync()
    {
        await From.DisposeAsync();
        await To.DisposeAsync();
    }

    private void Tell(string line)
    {
        Told.Add(line);
        Meanwhile(line);
    }
}
