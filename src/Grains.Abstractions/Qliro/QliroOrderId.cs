using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.Norce.Parsing;

namespace QliroAdapter.Qliro;

/// <summary>
/// Qliro's id of an order: a positive number, 7 digits and more. Norce's <c>payment.reference</c> holds its text.
/// Equal when the numbers are equal. JSON: written as a number, read from a number or a text.
/// The default value is no order and prints as <c>0</c>.
/// </summary>
[JsonConverter(typeof(QliroOrderIdConverter))]
public readonly record struct QliroOrderId
{
    /// <summary>The number Qliro's bodies hold.</summary>
    public long Value { get; }

    private QliroOrderId(long value) => Value = value;

    /// <summary>Takes Qliro's number.</summary>
    /// <exception cref="ArgumentOutOfRangeException">Zero or below.</exception>
    public static QliroOrderId Of(long value)
    {
        ArgumentOutOfRangeException.ThrowIfNegativeOrZero(value);
        return new(value);
    }

    /// <summary>Reads the canonical text: digits only, no leading zero.</summary>
    public static bool TryParse(string? text, out QliroOrderId id)
    {
        id = default;
        if (!long.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var value)) return false;
        if (value <= 0 || text![0] == '0') return false;
        id = new(value);
        return true;
    }

    /// <summary>Reads the canonical text, or throws.</summary>
    /// <exception cref="FormatException">Not the canonical text of an id.</exception>
    public static QliroOrderId Parse(string? text)
        => TryParse(text, out var id) ? id : throw new FormatException($"'{text}' is not a Qliro order id.");

    /// <summary>The canonical text.</summary>
    public override string ToString() => Value.ToString(CultureInfo.InvariantCulture);
}

internal sealed class QliroOrderIdConverter : JsonConverter<QliroOrderId>
{
    public override QliroOrderId Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => QliroOrderId.TryParse(LiberalJson.Text(ref reader), out var id)
            ? id
            : throw new JsonException("A Qliro order id was expected.");

    public override void Write(Utf8JsonWriter writer, QliroOrderId value, JsonSerializerOptions options)
        => writer.WriteNumberValue(value.Value);
}
