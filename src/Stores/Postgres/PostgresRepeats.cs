using Npgsql;
using NpgsqlTypes;

namespace QliroAdapter.Store;

/// <summary>Counts callbacks that came again. False, with nothing written, when the payment has changed.</summary>
internal static class PostgresRepeats
{
    // Nodes that count the same at the same moment, more often than that, count without a signature.
    private const int TriesMax = 5;

    public static async Task<bool> Count(
        PostgresCommands commands, PaymentRepeat repeat, CancellationToken cancellation)
    {
        var counted = await commands.Read(
            "select payment_repeat(@key, @expected, @what, @at)", row => row.GetBoolean(0), cancellation,
            Key(repeat), new("expected", repeat.ExpectedVersion), What(repeat),
            new("at", PostgresTime.Of(repeat.At)));
        return counted[0];
    }

    public static async Task<bool> CountSigned(
        PostgresCommands commands, PaymentRepeat repeat, TimelineKeys keys, CancellationToken cancellation)
    {
        for (var tries = 0; tries < TriesMax; tries++)
        {
            var stored = await commands.Read(
                $"select {StoredRows.SignedColumns} from payment_repeats where key = @key and what = @what",
                StoredRows.ToSigned, cancellation, Key(repeat), What(repeat));
            if (RepeatSignature.Next(repeat, stored.Count == 0 ? null : stored[0], keys) is not { } next) break;
            var written = await commands.Read(
                "select payment_repeat_signed(@key, @expected, @what, @times, @first, @last, @signature)",
                row => row.GetInt32(0), cancellation, Key(repeat), new("expected", repeat.ExpectedVersion),
                What(repeat), new("times", next.Times), Time("first", next.At), Time("last", next.LastAt!.Value),
                new("signature", keys.SignRepeat(repeat.Key, next)));
            if (written[0] < 2) return written[0] == 1;
        }
        return await Count(commands, repeat, cancellation);
    }

    private static NpgsqlParameter Key(PaymentRepeat repeat) => new("key", PostgresText.Of(repeat.Key));

    private static NpgsqlParameter What(PaymentRepeat repeat) => new("what", PostgresText.Of(repeat.What));

    private static NpgsqlParameter Time(string name, DateTimeOffset at)
        => new(name, NpgsqlDbType.TimestampTz) { Value = PostgresTime.Of(at) };
}
