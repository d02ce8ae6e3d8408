using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>A commit as the one payload that <c>payment_commit_json</c> takes apart; see there.</summary>
public static class CommitJson
{
    private static readonly JsonSerializerOptions options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        Converters = { new TextConverter(), new TimeConverter() },
    };

    private sealed record Payload(
        string Merchant, string Channel, string OrderId, string PaymentId, string? QliroOrderId, string State,
        DateTimeOffset? DueAt, string? ParkedReason, int OwedCalls, DateTimeOffset At, string Document,
        IReadOnlyList<TimelineEntry> Timeline, string? CommitId);

    /// <summary>UTF-8.</summary>
    /// <param name="commit">What to write; its key and version travel beside the payload.</param>
    /// <param name="commitId">By which the database knows it again when it comes twice; absent: it does not.</param>
    public static byte[] Write(PaymentCommit commit, string? commitId) => JsonSerializer.SerializeToUtf8Bytes(
        new Payload(
            commit.Merchant, commit.Channel, commit.OrderId, commit.PaymentId, commit.QliroOrderId, commit.State,
            commit.DueAt is { } due ? new DateTimeOffset(PostgresTime.NotBefore(due)) : null,
            commit.ParkedReason, commit.OwedCalls, commit.At, commit.Document, commit.Timeline, commitId), options);

    // The database's JSON holds neither U+0000 nor halves of letters.
    private sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => reader.GetString();

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
            => writer.WriteStringValue(PostgresText.Of(value));
    }

    // As the embedded node's driver sends them: whole microseconds, what is finer cut off. The database would round.
    private sealed class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options) => reader.GetDateTimeOffset();

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
        {
            var time = PostgresTime.Of(value);
            writer.WriteStringValue(time.AddTicks(-(time.Ticks % TimeSpan.TicksPerMicrosecond)));
        }
    }
}
