using System.Text.Json;
using Npgsql;

namespace QliroAdapter.Bench.Baseline.Store;

/// <summary>One transaction that holds the lock of a payment's row. Without a commit nothing is written.</summary>
public sealed class PaymentTurn(NpgsqlConnection connection, NpgsqlTransaction transaction, Payment? payment)
    : IAsyncDisposable
{
    /// <summary>Row and event in one statement; parameters by <see cref="Add"/>.</summary>
    internal const string Upsert =
        """
        with written as (
            insert into payments (payment_id, order_id, state, version, updated_at, document)
            values ($1, $2, $3, 1, $4, $5)
            on conflict (payment_id) do update
            set state = excluded.state, version = payments.version + 1, updated_at = excluded.updated_at,
                document = excluded.document
            returning version)
        insert into payment_events (payment_id, seq, at, kind, summary)
        select $1, version, $4, $6, $7 from written
        """;

    /// <summary>The stored payment; null when there is none.</summary>
    public Payment? Payment { get; } = payment;

    /// <summary>Writes row and event, and commits.</summary>
    public async Task Commit(Payment changed, string kind, string summary)
    {
        await using var command = new NpgsqlCommand(Upsert, connection, transaction);
        Add(command, changed, kind, summary);
        await command.ExecuteNonQueryAsync();
        await transaction.CommitAsync();
    }

    internal static void Add(NpgsqlCommand command, Payment changed, string kind, string summary)
    {
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = changed.PaymentId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = changed.OrderId });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = changed.State });
        command.Parameters.Add(new NpgsqlParameter<DateTime>
        {
            TypedValue = TimeProvider.System.GetUtcNow().UtcDateTime,
        });
        command.Parameters.Add(new NpgsqlParameter<byte[]>
        {
            TypedValue = JsonSerializer.SerializeToUtf8Bytes(changed, PaymentJson.Default.Payment),
        });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = kind });
        command.Parameters.Add(new NpgsqlParameter<string> { TypedValue = summary });
    }

    public async ValueTask DisposeAsync()
    {
        await transaction.DisposeAsync();
        await connection.DisposeAsync();
    }
}
