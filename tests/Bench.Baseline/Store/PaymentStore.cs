using System.Text.Json;
using Npgsql;

namespace QliroAdapter.Bench.Baseline.Store;

/// <summary>The payments' rows and events in PostgreSQL.</summary>
public sealed class PaymentStore(NpgsqlDataSource source) : IAsyncDisposable
{
    private const string Tables =
        """
        create table if not exists payments (
            payment_id text primary key, order_id text not null, state text not null, version bigint not null,
            updated_at timestamptz not null, document bytea not null);
        create index if not exists payments_order on payments (order_id);
        create table if not exists payment_events (
            payment_id text not null, seq bigint not null, at timestamptz not null, kind text not null,
            summary text not null, primary key (payment_id, seq));
        """;

    /// <summary>Creates the tables when they are missing. Statements are prepared at their second use.</summary>
    public static async Task<PaymentStore> Open(string connectionString)
    {
        var source = NpgsqlDataSource.Create(new NpgsqlConnectionStringBuilder(connectionString)
        {
            MaxAutoPrepare = 20, AutoPrepareMinUsages = 2, NoResetOnClose = true,
        });
        await using var command = source.CreateCommand(Tables);
        await command.ExecuteNonQueryAsync();
        return new(source);
    }

    /// <summary>Reads without a lock.</summary>
    public async Task<Payment?> Read(string payment)
    {
        await using var command = source.CreateCommand("select document from payments where payment_id = $1");
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = payment });
        return Document(await command.ExecuteScalarAsync());
    }

    /// <summary>Begins a transaction and locks the payment's row.</summary>
    public Task<PaymentTurn> Lock(string payment)
        => Begin("select document from payments where payment_id = $1 for update", payment);

    /// <summary>Begins a transaction and locks the row of the order's payment, if there is one.</summary>
    public Task<PaymentTurn> LockOrder(string order)
        => Begin("select document from payments where order_id = $1 and state <> 'removed' for update", order);

    /// <summary>Writes a row and an event about nothing, of a usual size, as one statement without a read.</summary>
    public async Task Append(string payment)
    {
        await using var command = source.CreateCommand(PaymentTurn.Upsert);
        PaymentTurn.Add(command, new()
        {
            Merchant = "", Channel = "", OrderId = payment, PaymentId = payment, QliroOrderId = 0, Currency = "SEK",
            Amount = 0m, State = "ideal", Lines = [], CreatedAt = TimeProvider.System.GetUtcNow(),
        }, "completed", "Qliro order 4950001 was completed for 375.00 SEK");
        await command.ExecuteNonQueryAsync();
    }

    public ValueTask DisposeAsync() => source.DisposeAsync();

    private async Task<PaymentTurn> Begin(string select, string id)
    {
        var connection = await source.OpenConnectionAsync();
        var transaction = await connection.BeginTransactionAsync();
#pragma warning disable CA2100 // One of the two statements above.
        await using var command = new NpgsqlCommand(select, connection, transaction);
#pragma warning restore CA2100
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = id });
        return new(connection, transaction, Document(await command.ExecuteScalarAsync()));
    }

    private static Payment? Document(object? stored)
        => stored is byte[] bytes ? JsonSerializer.Deserialize(bytes, PaymentJson.Default.Payment) : null;
}
