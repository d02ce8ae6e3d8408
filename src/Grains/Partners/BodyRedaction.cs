using System.Buffers;
using System.Collections.Frozen;
using System.Text;
using System.Text.Json;
using QliroAdapter.Ops;

namespace QliroAdapter.Partners;

/// <summary>
/// A body without persons and secrets: a text stays only in a member that is known to hold neither, every other text
/// becomes a mask. So a member that a partner adds tomorrow is masked, too. Numbers and flags stay, except those of
/// members about persons. Pure.
/// </summary>
public static class BodyRedaction
{
    private const string Mask = "***";

    private static readonly FrozenSet<string> kept = FrozenSet.ToFrozenSet(
    [
        "id", "orderId", "op", "path", "type", "state", "status", "currentStatus", "currency", "country", "culture",
        "language", "code", "event", "reference", "sku", "articleNumber", "merchantReference", "requestId", "timestamp",
        "paymentReference", "customerCheckoutStatus", "notificationType", "eventType", "upsellId", "paymentMethodName",
        "paymentTypeCode", "errorCode", "errorReference", "actionType", "paymentType", "unit", "rel", "method",
        "adapter", "actions",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] persons =
        ["customer", "address", "phone", "personal", "token", "secret", "card", "identity", "email", "name"];

    private const int NameMax = 128;

    private static readonly FrozenSet<string>.AlternateLookup<ReadOnlySpan<char>> keptNames
        = kept.GetAlternateLookup<ReadOnlySpan<char>>();

    public static string Of(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return "";
        var redacted = new ArrayBufferWriter<byte>(body.Length);
        try
        {
            var reader = new Utf8JsonReader(body);
            using var writer = new Utf8JsonWriter(redacted);
            reader.Read();
            Copy(ref reader, writer, isKept: false, isPerson: false);
            // Fails on whatever stands behind the value.
            reader.Read();
            writer.Flush();
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException)
        {
            return $"no JSON, {body.Length} bytes";
        }
        return WellFormedText.Cut(Encoding.UTF8.GetString(redacted.WrittenSpan), CallBody.LengthMax);
    }

    /// <summary>Copies one value, with its members or entries.</summary>
    /// <param name="reader">Stands at the value's first token, and then at its last.</param>
    /// <param name="writer">Where it is written.</param>
    /// <param name="isKept">True in a member whose texts stay.</param>
    /// <param name="isPerson">True in a member about a person.</param>
    private static void Copy(ref Utf8JsonReader reader, Utf8JsonWriter writer, bool isKept, bool isPerson)
    {
        switch (reader.TokenType)
        {
            case JsonTokenType.StartObject:
                writer.WriteStartObject();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndObject)
                    CopyMember(ref reader, writer, isPerson);
                writer.WriteEndObject();
                break;
            case JsonTokenType.StartArray:
                writer.WriteStartArray();
                while (reader.Read() && reader.TokenType != JsonTokenType.EndArray)
                    Copy(ref reader, writer, isKept, isPerson);
                writer.WriteEndArray();
                break;
            case JsonTokenType.String:
                writer.WriteStringValue(isKept && !isPerson ? PartnerText.Word(reader.GetString()) : Mask);
                break;
            case JsonTokenType.Null:
                writer.WriteNullValue();
                break;
            default:
                if (isPerson) writer.WriteStringValue(Mask);
                else writer.WriteRawValue(reader.ValueSpan, skipInputValidation: true);
                break;
        }
    }

    private static void CopyMember(ref Utf8JsonReader reader, Utf8JsonWriter writer, bool isPerson)
    {
        var length = reader.ValueSpan.Length;
        var name = length <= NameMax ? stackalloc char[NameMax] : new char[length];
        name = name[..reader.CopyString(name)];
        writer.WritePropertyName(name);
        reader.Read();
        var isKept = keptNames.Contains(name);
        Copy(ref reader, writer, isKept, isPerson || (!isKept && IsPerson(name)));
    }

    private static bool IsPerson(ReadOnlySpan<char> name)
    {
        foreach (var word in persons)
        {
            if (name.Contains(word, StringComparison.OrdinalIgnoreCase)) return true;
        }
        return false;
    }
}
