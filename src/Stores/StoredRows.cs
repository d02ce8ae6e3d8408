using System.Data.Common;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// How a row of <c>payments</c> or <c>payment_events</c> is read, alike from both databases and wherever it is needed:
/// they differ in how they hold times.
/// </summary>
internal static class StoredRows
{
    /// <summary>What <see cref="ToSummary"/> reads, first in a select.</summary>
    public const string Columns =
        "key, merchant, channel, order_id, payment_id, qliro_order_id, state, version, "
        + "owed_calls, due_at, parked_reason, updated_at, amount, currency, merchant_reference, attention, "
        + "attention_reason, attention_at, at_risk, outbox_since, held_reason, method, events_since, events_given_up";

    /// <summary>What <see cref="ToEntry"/> reads, first in a select.</summary>
    public const string EventColumns = "seq, at, kind, summary, trace";

    /// <summary>What <see cref="ToRepeat"/> reads, first in a select from <c>payment_repeats</c>.</summary>
    public const string RepeatColumns = "what, times, first_at, last_at";

    /// <summary>What <see cref="ToSigned"/> reads, first in a select from <c>payment_repeats</c>.</summary>
    public const string SignedColumns = RepeatColumns + ", signature";

    /// <summary>The first column behind <see cref="Columns"/>.</summary>
    public const int NextColumn = 24;

    /// <summary>Of <see cref="Columns"/>.</summary>
    public static PaymentSummary ToSummary(DbDataReader row) => new()
    {
        Key = row.GetString(0),
        Merchant = row.GetString(1),
        Channel = row.GetString(2),
        OrderId = row.GetString(3),
        PaymentId = row.GetString(4),
        QliroOrderId = Text(row, 5),
        State = row.GetString(6),
        Version = row.GetInt64(7),
        OutboxEntries = row.GetInt32(8),
        DueAt = row.IsDBNull(9) ? null : Time(row, 9),
        ParkedReason = Text(row, 10),
        UpdatedAt = Time(row, 11),
        Amount = row.IsDBNull(12) || row.IsDBNull(13)
            ? null
            : new(Hundredths.ToAmount(row.GetInt64(12)), row.GetString(13)),
        MerchantReference = Text(row, 14),
        Attention = row.IsDBNull(15)
            ? null
            : new(row.GetString(15), Text(row, 16) ?? "", Time(row, 17), Hundredths.ToAmount(row.GetInt64(18))),
        OutboxSince = row.IsDBNull(19) ? null : Time(row, 19),
        HeldReason = Text(row, 20),
        Method = Text(row, 21),
        EventsSince = ToTime(row, 22),
        EventsGivenUp = row.IsDBNull(23) ? 0 : row.GetInt32(23),
    };

    /// <summary>
    /// Of <see cref="Columns"/>, the document, the data key and the head of the timeline, with texts that PostgreSQL
    /// can hold. Events are read apart.
    /// </summary>
    public static PaymentRow ToRow(DbDataReader row)
    {
        var summary = ToSummary(row);
        return new()
        {
            Key = summary.Key,
            Merchant = PostgresText.Of(summary.Merchant),
            Channel = PostgresText.Of(summary.Channel),
            OrderId = PostgresText.Of(summary.OrderId),
            PaymentId = PostgresText.Of(summary.PaymentId),
            QliroOrderId = PostgresText.OrNull(summary.QliroOrderId),
            State = PostgresText.Of(summary.State),
            Version = summary.Version,
            OutboxEntries = summary.OutboxEntries,
            DueAt = summary.DueAt,
            ParkedReason = PostgresText.OrNull(summary.ParkedReason),
            UpdatedAt = summary.UpdatedAt,
            Amount = summary.Amount,
            MerchantReference = PostgresText.OrNull(summary.MerchantReference),
            Attention = summary.Attention is { } attention
                ? attention with { Reason = PostgresText.Of(attention.Reason) }
                : null,
            OutboxSince = summary.OutboxSince,
            HeldReason = PostgresText.OrNull(summary.HeldReason),
            Method = PostgresText.OrNull(summary.Method),
            EventsSince = summary.EventsSince,
            EventsGivenUp = summary.EventsGivenUp,
            Ids = [],
            Document = PostgresText.Of(row.GetString(NextColumn)),
            DataKey = Text(row, NextColumn + 1),
            Chain = Text(row, NextColumn + 2),
            LastEvent = 0,
            Events = [],
            Repeats = [],
        };
    }

    /// <summary>Of version, document, data key, head of the timeline and number of its last row.</summary>
    public static StoredPayment ToPayment(string key, DbDataReader row) => new(
        key, row.GetInt64(0), row.GetString(1), Text(row, 2), Text(row, 3), row.GetInt64(4));

    /// <summary>Of kind, currency, count and sum.</summary>
    public static AttentionSum ToSum(DbDataReader row) => new(
        row.GetString(0), row.GetString(1), row.GetInt64(2), Hundredths.ToAmount(row.GetInt64(3)));

    /// <summary>Of one time, which may be null.</summary>
    public static DateTimeOffset? ToTime(DbDataReader row) => ToTime(row, 0);

    /// <summary>Of one column with a time, which may be null.</summary>
    public static DateTimeOffset? ToTime(DbDataReader row, int column)
        => row.IsDBNull(column) ? null : Time(row, column);

    /// <summary>Of key, time, partner, operation, status, request, answer and id.</summary>
    public static CallBody ToBody(DbDataReader row) => new()
    {
        Key = row.GetString(0),
        At = Time(row, 1),
        Partner = row.GetString(2),
        Operation = row.GetString(3),
        Status = row.IsDBNull(4) ? null : row.GetInt32(4),
        Request = row.GetString(5),
        Answer = row.GetString(6),
        Id = row.GetInt64(7),
    };

    /// <summary>Of <c>operation</c>, <c>at</c> and <c>id</c>; empty when the row is of no version.</summary>
    public static IReadOnlyList<KeptVersion> ToVersion(DbDataReader row)
        => KeptVersion.Of(row.GetString(0), Time(row, 1), row.GetInt64(2)) is { } version ? [version] : [];

    /// <summary>Of <c>updated_at</c> and <c>key</c>.</summary>
    public static PagePlace ToPlace(DbDataReader row) => new(Time(row, 0), row.GetString(1));

    /// <summary>Of <see cref="EventColumns"/>.</summary>
    public static TimelineEntry ToEntry(DbDataReader row) => new()
    {
        Sequence = row.GetInt64(0),
        At = Time(row, 1),
        Kind = row.GetString(2),
        Summary = row.GetString(3),
        Trace = Text(row, 4),
    };

    /// <summary>Of <see cref="RepeatColumns"/>.</summary>
    public static TimelineEntry ToRepeat(DbDataReader row) => new()
    {
        Kind = "callback",
        Summary = row.GetString(0),
        Times = row.GetInt64(1),
        At = Time(row, 2),
        LastAt = Time(row, 3),
    };

    /// <summary>Of <see cref="SignedColumns"/>.</summary>
    public static SignedRepeat ToSigned(DbDataReader row) => new(ToRepeat(row), Text(row, 4));

    /// <summary>A history with its counted repeats, each before the first event that is younger.</summary>
    public static IReadOnlyList<TimelineEntry> Merge(
        IReadOnlyList<TimelineEntry> events, IReadOnlyList<TimelineEntry> repeats)
    {
        if (repeats.Count == 0) return events;
        var rows = new List<TimelineEntry>(events);
        foreach (var repeat in repeats)
        {
            var place = rows.FindIndex(row => row.At > repeat.At);
            rows.Insert(place < 0 ? rows.Count : place, repeat);
        }
        return rows;
    }

    private static string? Text(DbDataReader row, int column) => row.IsDBNull(column) ? null : row.GetString(column);

    // SQLite holds whole milliseconds, PostgreSQL a time.
    private static DateTimeOffset Time(DbDataReader row, int column)
        => row.GetValue(column) is long milliseconds
            ? UnixMilliseconds.ToTime(milliseconds)
            : row.GetFieldValue<DateTimeOffset>(column);
}
