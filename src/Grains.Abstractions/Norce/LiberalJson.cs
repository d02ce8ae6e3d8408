using System.Globalization;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Norce.Parsing;

/// <summary>
/// How both partners' JSON is read, because both are lax about types: names in any letter case; unknown members ignored
/// or kept; numbers and truth values also written as texts; texts also written as numbers; whole numbers also with a
/// decimal point; times without a zone taken as UTC. Nulls in a list of texts are left out. Any other list with a null
/// in it is refused, because positions in it have a meaning. So is a number with which nobody can reckon.
/// </summary>
internal static class LiberalJson
{
    public static JsonSerializerOptions Options(JsonNamingPolicy? naming) => new()
    {
        PropertyNamingPolicy = naming,
        PropertyNameCaseInsensitive = true,
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.AllowReadingFromString,
        ReadCommentHandling = JsonCommentHandling.Skip,
        AllowTrailingCommas = true,
        MaxDepth = 64,
        Converters =
        {
            new TextConverter(), new IntConverter(), new LongConverter(), new DecimalConverter(), new TruthConverter(),
            new TimeConverter(), new MaskedTextConverter(), new ListConverters(),
        },
    };

    /// <summary>The text, or the literal text of a number or truth value. An object or array is refused.</summary>
    public static string? Text(ref Utf8JsonReader reader) => reader.TokenType switch
    {
        JsonTokenType.Null => null,
        JsonTokenType.String => reader.GetString(),
        JsonTokenType.Number or JsonTokenType.True or JsonTokenType.False => Encoding.UTF8.GetString(reader.ValueSpan),
        _ => throw new JsonException("A text was expected, not an object or array."),
    };

    private static long WholeNumber(ref Utf8JsonReader reader)
    {
        if (reader.TokenType == JsonTokenType.Number && reader.TryGetInt64(out var whole)) return whole;
        return decimal.TryParse(Text(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number == decimal.Truncate(number) && number is >= long.MinValue and <= long.MaxValue
                ? (long)number
                : throw new JsonException("A whole number was expected.");
    }

    private sealed class TextConverter : JsonConverter<string>
    {
        public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Text(ref reader);

        public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
            => writer.WriteStringValue(value);
    }

    private sealed class IntConverter : JsonConverter<int>
    {
        public override int Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => WholeNumber(ref reader) is >= int.MinValue and <= int.MaxValue and var number
                ? (int)number
                : throw new JsonException("The number is too large.");

        public override void Write(Utf8JsonWriter writer, int value, JsonSerializerOptions options)
            => writer.WriteNumberValue(value);
    }

    private sealed class LongConverter : JsonConverter<long>
    {
        public override long Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => WholeNumber(ref reader);

        public override void Write(Utf8JsonWriter writer, long value, JsonSerializerOptions options)
            => writer.WriteNumberValue(value);
    }

    /// <summary>
    /// An amount, a rate or a quantity. A million times the largest purchase and more is refused: products and sums of
    /// what is below it stay within a decimal.
    /// </summary>
    private sealed class DecimalConverter : JsonConverter<decimal>
    {
        private const decimal Max = 1_000_000_000_000_000m;

        public override decimal Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            if (!(reader.TokenType == JsonTokenType.Number && reader.TryGetDecimal(out var number))
                && !decimal.TryParse(Text(ref reader), NumberStyles.Float, CultureInfo.InvariantCulture, out number))
                throw new JsonException("A number was expected.");
            return Math.Abs(number) <= Max ? number : throw new JsonException("The number is too large.");
        }

        public override void Write(Utf8JsonWriter writer, decimal value, JsonSerializerOptions options)
            => writer.WriteNumberValue(value);
    }

    private sealed class TruthConverter : JsonConverter<bool>
    {
        public override bool Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Text(ref reader) switch
            {
                { } text when bool.TryParse(text, out var truth) => truth,
                "1" => true,
                "0" => false,
                _ => throw new JsonException("True or false was expected."),
            };

        public override void Write(Utf8JsonWriter writer, bool value, JsonSerializerOptions options)
            => writer.WriteBooleanValue(value);
    }

    private sealed class TimeConverter : JsonConverter<DateTimeOffset>
    {
        public override DateTimeOffset Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => DateTimeOffset.TryParse(
                Text(ref reader), CultureInfo.InvariantCulture, DateTimeStyles.AssumeUniversal, out var time)
                    ? time
                    : throw new JsonException("A time was expected.");

        public override void Write(Utf8JsonWriter writer, DateTimeOffset value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.Offset == TimeSpan.Zero
                ? value.UtcDateTime.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture)
                : value.ToString("yyyy-MM-dd'T'HH:mm:ss.FFFFFFFK", CultureInfo.InvariantCulture));
    }

    private sealed class MaskedTextConverter : JsonConverter<Masked>
    {
        public override Masked? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
            => Text(ref reader) is { } text ? Masked.Of(text) : null;

        public override void Write(Utf8JsonWriter writer, Masked value, JsonSerializerOptions options)
            => writer.WriteStringValue(value.Reveal());
    }
}
