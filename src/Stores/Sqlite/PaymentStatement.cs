using Microsoft.Data.Sqlite;

namespace QliroAdapter.Store;

/// <summary>
/// Writes the row of a payment, guarded by its version (optimistic concurrency): a first write takes effect only when
/// there is no row, a later one only when the stored version is the one that was decided on.
/// </summary>
internal sealed class PaymentStatement : IDisposable
{
    private const string UpdateOfReferences =
        """
        update payments
        set qliro_order_id = @qliro_order_id, merchant_reference = coalesce(@merchant_reference, merchant_reference)
        where key = @key and (qliro_order_id is not @qliro_order_id
                              or merchant_reference is not coalesce(@merchant_reference, merchant_reference))
        """;

    private readonly SqliteCommand command;
    private readonly SqliteCommand? references;

    private PaymentStatement(SqliteConnection connection, string text, string? ofReferences = null)
    {
        command = connection.Prepare(
            text, "@key", "@merchant", "@channel", "@order_id", "@payment_id", "@qliro_order_id", "@state",
            "@expected", "@due_at", "@parked_reason", "@owed_calls", "@updated_at", "@document", "@amount", "@currency",
            "@merchant_reference", "@attention", "@attention_reason", "@attention_at", "@at_risk", "@outbox_since",
            "@held_reason", "@method", "@data_key", "@chain", "@erases", "@events_since", "@events_given_up");
        references = ofReferences is null
            ? null
            : connection.Prepare(ofReferences, "@key", "@qliro_order_id", "@merchant_reference");
    }

    public static PaymentStatement Insert(SqliteConnection connection) => new(connection,
        """
        insert into payments (key, merchant, channel, order_id, payment_id, qliro_order_id, state, version,
                              due_at, parked_reason, owed_calls, updated_at, document, amount, currency,
                              merchant_reference, attention, attention_reason, attention_at, at_risk, outbox_since,
                              held_reason, method, data_key, chain, events_since, events_given_up)
        values (@key, @merchant, @channel, @order_id, @payment_id, @qliro_order_id, @state, @expected + 1,
                @due_at, @parked_reason, @owed_calls, @updated_at, @document, @amount, @currency,
                @merchant_reference, @attention, @attention_reason, @attention_at, @at_risk, @outbox_since,
                @held_reason, @method, @data_key, @chain, @events_since, @events_given_up)
        on conflict (key) do nothing
        """);

    public static PaymentStatement Update(SqliteConnection connection)
        => new(connection, TextOfUpdate(""), UpdateOfReferences);

    /// <summary>For a commit that brings the payment's key, or destroys it.</summary>
    public static PaymentStatement UpdateWithKey(SqliteConnection connection) => new(
        connection, TextOfUpdate("data_key = case when not @erases then @data_key end,"), UpdateOfReferences);

    // SQLite writes the page of an index again for each of its columns that a statement sets, also to what it was. So
    // what a key fixes is not set, and what hardly ever changes is set only when it does.
    private static string TextOfUpdate(string more) =>
        $"""
        update payments
        set state = @state, version = @expected + 1, due_at = @due_at, parked_reason = @parked_reason,
            owed_calls = @owed_calls, updated_at = @updated_at, document = @document, {more}
            amount = coalesce(@amount, amount), currency = coalesce(@currency, currency), attention = @attention,
            attention_reason = @attention_reason, attention_at = @attention_at, at_risk = @at_risk,
            outbox_since = @outbox_since, held_reason = @held_reason, method = coalesce(@method, method),
            chain = coalesce(@chain, chain), events_since = @events_since, events_given_up = @events_given_up
        where key = @key and version = @expected
        """;

    /// <summary>False when the stored version is another, so that nothing was written.</summary>
    public bool Execute(PaymentCommit payment)
    {
        var values = command.Parameters;
        values[0].Value = payment.Key;
        values[1].Value = payment.Merchant;
        values[2].Value = payment.Channel;
        values[3].Value = payment.OrderId;
        values[4].Value = payment.PaymentId;
        values[5].Value = OrNull(payment.QliroOrderId);
        values[6].Value = payment.State;
        values[7].Value = payment.ExpectedVersion;
        values[8].Value = payment.DueAt is { } due ? UnixMilliseconds.NotBefore(due) : DBNull.Value;
        values[9].Value = OrNull(payment.ParkedReason);
        values[10].Value = payment.OutboxEntries;
        values[11].Value = UnixMilliseconds.Of(payment.At);
        values[12].Value = payment.Document;
        SetForOperators(values, payment);
        if (command.ExecuteNonQuery() != 1) return false;
        if (references is not null) SetReferences(references, payment);
        return true;
    }

    private static void SetReferences(SqliteCommand references, PaymentCommit payment)
    {
        references.Parameters[0].Value = payment.Key;
        references.Parameters[1].Value = OrNull(payment.QliroOrderId);
        references.Parameters[2].Value = OrNull(payment.MerchantReference);
        references.ExecuteNonQuery();
    }

    private static void SetForOperators(SqliteParameterCollection values, PaymentCommit payment)
    {
        var attention = payment.Attention;
        values[13].Value = OrNull(Hundredths.Of(payment.Amount?.Amount));
        values[14].Value = OrNull(payment.Amount?.Currency);
        values[15].Value = OrNull(payment.MerchantReference);
        values[16].Value = OrNull(attention?.Kind);
        values[17].Value = OrNull(attention?.Reason);
        values[18].Value = attention is null ? DBNull.Value : UnixMilliseconds.Of(attention.At);
        values[19].Value = OrNull(Hundredths.Of(attention?.AtRisk));
        values[20].Value = payment.OutboxSince is { } since ? UnixMilliseconds.Of(since) : DBNull.Value;
        values[21].Value = OrNull(payment.HeldReason);
        values[22].Value = OrNull(payment.Method);
        values[23].Value = OrNull(payment.DataKey);
        values[24].Value = OrNull(payment.Chain);
        values[25].Value = payment.Erases;
        values[26].Value = payment.EventsSince is { } oldest ? UnixMilliseconds.Of(oldest) : DBNull.Value;
        values[27].Value = payment.EventsGivenUp > 0 ? payment.EventsGivenUp : DBNull.Value;
    }

    private static object OrNull(object? value) => value ?? DBNull.Value;

    public void Dispose()
    {
        command.Dispose();
        references?.Dispose();
    }
}
