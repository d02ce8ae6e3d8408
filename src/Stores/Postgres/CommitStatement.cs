using Npgsql;
using NpgsqlTypes;

namespace QliroAdapter.Store;

/// <summary>Builds and reads one call of <c>payment_commit</c>.</summary>
internal static class CommitStatement
{
    private const string Text =
        "select payment_commit($1, $2, $3, $4, $5, $6, $7, $8, $9, $10, $11, $12, $13, $14, $15, $16, $17, "
        + "$18, $19, $20, $21, $22, $23, $24, $25)";

    public static NpgsqlBatchCommand For(PendingCommit pending)
    {
        var commit = pending.Commit;
        var command = new NpgsqlBatchCommand(Text);
        command.Add(NpgsqlDbType.Text, commit.Key);
        command.Add(NpgsqlDbType.Bigint, commit.ExpectedVersion);
        command.Add(NpgsqlDbType.Text, PostgresText.Of(commit.Merchant));
        command.Add(NpgsqlDbType.Text, PostgresText.Of(commit.Channel));
        command.Add(NpgsqlDbType.Text, PostgresText.Of(commit.OrderId));
        command.Add(NpgsqlDbType.Text, PostgresText.Of(commit.PaymentId));
        command.Add(NpgsqlDbType.Text, PostgresText.OrNull(commit.QliroOrderId));
        command.Add(NpgsqlDbType.Text, PostgresText.Of(commit.State));
        command.Add(NpgsqlDbType.TimestampTz, commit.DueAt is { } due ? PostgresTime.NotBefore(due) : null);
        command.Add(NpgsqlDbType.Text, PostgresText.OrNull(commit.ParkedReason));
        command.Add(NpgsqlDbType.Integer, commit.OutboxEntries);
        command.Add(NpgsqlDbType.TimestampTz, PostgresTime.Of(commit.At));
        command.Add(NpgsqlDbType.Text, PostgresText.Of(commit.Document));
        var events = commit.Timeline;
        command.Add(NpgsqlDbType.Array | NpgsqlDbType.TimestampTz,
            events.Select(entry => PostgresTime.Of(entry.At)).ToArray());
        command.Add(NpgsqlDbType.Array | NpgsqlDbType.Text,
            events.Select(entry => PostgresText.OrNull(entry.Kind)).ToArray());
        command.Add(NpgsqlDbType.Array | NpgsqlDbType.Text,
            events.Select(entry => PostgresText.OrNull(entry.Summary)).ToArray());
        command.Add(NpgsqlDbType.Text, pending.Id);
        AddForOperators(command, commit);
        return command;
    }

    private static void AddForOperators(NpgsqlBatchCommand command, PaymentCommit commit)
    {
        var attention = commit.Attention;
        command.Add(NpgsqlDbType.Bigint, Hundredths.Of(commit.Amount?.Amount));
        command.Add(NpgsqlDbType.Text, commit.Amount?.Currency);
        command.Add(NpgsqlDbType.Text, PostgresText.OrNull(commit.MerchantReference));
        command.Add(NpgsqlDbType.Text, attention?.Kind);
        command.Add(NpgsqlDbType.Text, PostgresText.OrNull(attention?.Reason));
        command.Add(NpgsqlDbType.TimestampTz, attention is null ? null : PostgresTime.Of(attention.At));
        command.Add(NpgsqlDbType.Bigint, Hundredths.Of(attention?.AtRisk));
        command.Add(NpgsqlDbType.TimestampTz, commit.OutboxSince is { } since ? PostgresTime.Of(since) : null);
    }

    private static void Add(this NpgsqlBatchCommand command, NpgsqlDbType type, object? value)
        => command.Parameters.Add(new() { NpgsqlDbType = type, Value = value ?? DBNull.Value });
}
