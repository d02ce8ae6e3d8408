using Npgsql;
using NpgsqlTypes;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// Calls of <c>payment_commit</c>, one after the other, with the same parameters. Not thread-safe: it belongs to one
/// writer, and has one call at a time.
/// </summary>
internal sealed class CommitStatement
{
    private const string Text =
        "select payment_commit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, $18, $19, "
        + "$20, $21, $22, $23, $24, $25, $26, $27, $28, $29, $30, $31, $32, $33, $34)";

    private const NpgsqlDbType Times = NpgsqlDbType.Array | NpgsqlDbType.TimestampTz;
    private const NpgsqlDbType Texts = NpgsqlDbType.Array | NpgsqlDbType.Text;

    private readonly NpgsqlParameter key = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter expected = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter merchant = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter channel = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter orderId = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter paymentId = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter qliroOrderId = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter state = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter dueAt = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly NpgsqlParameter parkedReason = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter outboxEntries = new() { NpgsqlDbType = NpgsqlDbType.Integer };
    private readonly NpgsqlParameter at = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly NpgsqlParameter document = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter eventTimes = new() { NpgsqlDbType = Times };
    private readonly NpgsqlParameter eventKinds = new() { NpgsqlDbType = Texts };
    private readonly NpgsqlParameter eventSummaries = new() { NpgsqlDbType = Texts };
    private readonly NpgsqlParameter id = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter amount = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter currency = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter merchantReference = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter attention = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter attentionReason = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter attentionAt = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly NpgsqlParameter atRisk = new() { NpgsqlDbType = NpgsqlDbType.Bigint };
    private readonly NpgsqlParameter outboxSince = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly NpgsqlParameter heldReason = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter method = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter ids = new() { NpgsqlDbType = Texts };
    private readonly NpgsqlParameter dataKey = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter chain = new() { NpgsqlDbType = NpgsqlDbType.Text };
    private readonly NpgsqlParameter erases = new() { NpgsqlDbType = NpgsqlDbType.Boolean };
    private readonly NpgsqlParameter eventsSince = new() { NpgsqlDbType = NpgsqlDbType.TimestampTz };
    private readonly NpgsqlParameter eventsGivenUp = new() { NpgsqlDbType = NpgsqlDbType.Integer };
    private readonly NpgsqlParameter eventTraces = new() { NpgsqlDbType = Texts };
    private readonly NpgsqlParameter[] all;
    private NpgsqlBatchCommand? last;

    public CommitStatement() => all =
    [
        key, expected, merchant, channel, orderId, paymentId, qliroOrderId, state, dueAt, parkedReason, outboxEntries,
        at, document, eventTimes, eventKinds, eventSummaries, id, amount, currency, merchantReference, attention,
        attentionReason, attentionAt, atRisk, outboxSince, heldReason, method, ids, dataKey,
        chain, erases, eventsSince, eventsGivenUp, eventTraces,
    ];

    /// <summary>The call for this commit; the one before must have ended.</summary>
    public NpgsqlBatchCommand For(PendingCommit pending)
    {
        Fill(pending.Commit);
        FillForOperators(pending.Commit);
        id.Value = pending.Id;
        // A command is made each time, because it remembers on which connection its statement was prepared.
        last?.Parameters.Clear();
        last = new(Text);
        foreach (var parameter in all) last.Parameters.Add(parameter);
        return last;
    }

    /// <summary>Forgets what may be large, so that an idle writer does not keep it in memory.</summary>
    public void Clear() => document.Value = eventSummaries.Value = attentionReason.Value = DBNull.Value;

    private void Fill(PaymentCommit commit)
    {
        key.Value = commit.Key;
        expected.Value = commit.ExpectedVersion;
        merchant.Value = PostgresText.Of(commit.Merchant);
        channel.Value = PostgresText.Of(commit.Channel);
        orderId.Value = PostgresText.Of(commit.OrderId);
        paymentId.Value = PostgresText.Of(commit.PaymentId);
        qliroOrderId.Value = OrNull(PostgresText.OrNull(commit.QliroOrderId));
        state.Value = PostgresText.Of(commit.State);
        dueAt.Value = commit.DueAt is { } due ? PostgresTime.NotBefore(due) : DBNull.Value;
        parkedReason.Value = OrNull(PostgresText.OrNull(commit.ParkedReason));
        outboxEntries.Value = commit.OutboxEntries;
        at.Value = PostgresTime.Of(commit.At);
        document.Value = PostgresText.Of(commit.Document);
        eventTimes.Value = Of(commit.Timeline, static entry => PostgresTime.Of(entry.At));
        eventKinds.Value = Of(commit.Timeline, static entry => PostgresText.Of(entry.Kind));
        eventSummaries.Value = Of(commit.Timeline, static entry => PostgresText.Of(entry.Summary));
        eventTraces.Value = commit.Timeline.Any(static entry => entry.Trace is not null)
            ? Of(commit.Timeline, static entry => entry.Trace)
            : DBNull.Value;
    }

    private void FillForOperators(PaymentCommit commit)
    {
        var needed = commit.Attention;
        amount.Value = OrNull(Hundredths.Of(commit.Amount?.Amount));
        currency.Value = OrNull(commit.Amount?.Currency);
        merchantReference.Value = OrNull(PostgresText.OrNull(commit.MerchantReference));
        attention.Value = OrNull(needed?.Kind);
        attentionReason.Value = OrNull(PostgresText.OrNull(needed?.Reason));
        attentionAt.Value = needed is null ? DBNull.Value : PostgresTime.Of(needed.At);
        atRisk.Value = OrNull(Hundredths.Of(needed?.AtRisk));
        outboxSince.Value = commit.OutboxSince is { } since ? PostgresTime.Of(since) : DBNull.Value;
        heldReason.Value = OrNull(PostgresText.OrNull(commit.HeldReason));
        method.Value = OrNull(PostgresText.OrNull(commit.Method));
        dataKey.Value = OrNull(commit.DataKey);
        chain.Value = OrNull(commit.Chain);
        erases.Value = commit.Erases;
        eventsSince.Value = commit.EventsSince is { } oldest ? PostgresTime.Of(oldest) : DBNull.Value;
        eventsGivenUp.Value = commit.EventsGivenUp > 0 ? commit.EventsGivenUp : DBNull.Value;
        ids.Value = commit.Ids.Take(PaymentCommit.IdsMax).Select(PostgresText.Of).ToArray();
    }

    private static object OrNull(long? number) => number is { } known ? known : DBNull.Value;

    private static object OrNull(string? text) => text is null ? DBNull.Value : text;

    private static T[] Of<T>(IReadOnlyList<TimelineEntry> entries, Func<TimelineEntry, T> value)
    {
        var values = new T[entries.Count];
        for (var place = 0; place < values.Length; place++) values[place] = value(entries[place]);
        return values;
    }
}
