using System.Text.Json;

namespace QliroAdapter.Partners;

/// <summary>
/// The reason in an error body of any known shape: Qliro's (<c>ErrorCode</c>, <c>ErrorMessage</c> or
/// <c>DetailedErrorMessage</c>, <c>ErrorReference</c>), Norce's (<c>code</c>, <c>message</c>), OAuth's (<c>error</c>),
/// RFC 9457's (<c>title</c>, <c>detail</c>). A body of another shape, or one that is not JSON, gives no reason and
/// throws nothing.
/// </summary>
internal sealed record PartnerErrorBody(string? Code, string? Message, string? Reference)
{
    private const int MessageLengthMax = 1000;

    private static readonly PartnerErrorBody none = new(null, null, null);

    public static PartnerErrorBody Read(byte[] body)
    {
        if (body.Length == 0) return none;
        try
        {
            using var document = JsonDocument.Parse(body);
            if (document.RootElement.ValueKind != JsonValueKind.Object) return none;
            var members = document.RootElement;
            var message = Text(
                members, "ErrorMessage", "DetailedErrorMessage", "message", "detail", "error_description", "title");
            return new(
                Text(members, "ErrorCode", "code", "error"),
                message?.Length > MessageLengthMax ? message[..MessageLengthMax] : message,
                Text(members, "ErrorReference"));
        }
        catch (JsonException)
        {
            return none;
        }
    }

    private static string? Text(JsonElement members, params ReadOnlySpan<string> names)
    {
        foreach (var name in names)
        {
            foreach (var member in members.EnumerateObject())
            {
                if (!string.Equals(member.Name, name, StringComparison.OrdinalIgnoreCase)) continue;
                if (member.Value.ValueKind is JsonValueKind.String or JsonValueKind.Number)
                {
                    var text = member.Value.ToString();
                    if (text.Length > 0) return text;
                }
            }
        }

        return null;
    }
}
