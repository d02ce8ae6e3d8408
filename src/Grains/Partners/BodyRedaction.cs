using System.Collections.Frozen;
using System.Text.Json;
using System.Text.Json.Nodes;
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
        "paymentReference", "customerCheckoutStatus", "paymentMethodName", "paymentTypeCode", "errorCode",
        "errorReference", "actionType", "paymentType", "unit", "rel", "method", "adapter", "actions",
    ], StringComparer.OrdinalIgnoreCase);

    private static readonly string[] persons =
        ["customer", "address", "phone", "personal", "token", "secret", "card", "identity", "email", "name"];

    public static string Of(ReadOnlySpan<byte> body)
    {
        if (body.IsEmpty) return "";
        try
        {
            var text = Redacted(JsonNode.Parse(body), null, isPerson: false)?.ToJsonString() ?? "null";
            return WellFormedText.Cut(text, CallBody.LengthMax);
        }
        catch (Exception problem) when (problem is JsonException or ArgumentException or InvalidOperationException)
        {
            return $"no JSON, {body.Length} bytes";
        }
    }

    private static JsonNode? Redacted(JsonNode? node, string? member, bool isPerson) => node switch
    {
        JsonObject one => new JsonObject(one.Select(child => KeyValuePair.Create(
            child.Key, Redacted(child.Value, child.Key, isPerson || IsPerson(child.Key))))),
        JsonArray many => new JsonArray([.. many.Select(child => Redacted(child, member, isPerson))]),
        JsonValue value => IsText(value)
            ? JsonValue.Create(!isPerson && member is not null && kept.Contains(member)
                ? PartnerText.Word(value.GetValue<string>()) : Mask)
            : isPerson ? JsonValue.Create(Mask) : value.DeepClone(),
        _ => null,
    };

    private static bool IsText(JsonValue value) => value.GetValueKind() == JsonValueKind.String;

    private static bool IsPerson(string member)
        => !kept.Contains(member)
            && Array.Exists(persons, word => member.Contains(word, StringComparison.OrdinalIgnoreCase));
}
