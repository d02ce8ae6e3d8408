using System.Text.Json;

namespace QliroAdapter.Partners;

/// <summary>
/// The reason in an error body of any known shape: Qliro's (<c>ErrorCode</c>, <c>ErrorMessage</c> or
/// <c>DetailedErrorMessage</c>, <c>ErrorReference</c>), Norce's (<c>code</c>, <c>message</c>), OAuth's (<c>error</c>),
/// RFC 9457's (<c>title</c>, <c>detail</c>). A body of another shape, or one that is not JSON, gives no reason and
/// throws nothing. Texts are bounded and cleaned (<see cref="PartnerText"/>).
/// </summary>
/// <param name="IsOwn">True for the partner's own shape; false for what a proxy says.</param>
/// <param name="Code">The partner's own code.</param>
/// <param name="Message">The reason in words.</param>
/// <param name="Reference">What the partner's support asks for.</param>
internal sealed record PartnerErrorBody(bool IsOwn, string? Code, string? Message, string? Reference)
{
    private static readonly PartnerErrorBody none = new(false, null, null, null);

    /// <param name="body">The bytes of the answer.</param>
    /// <param name="ownMembers"><see cref="CallTarget.ErrorMembers"/></param>
    public static PartnerErrorBody Read(byte[] body, IReadOnlyList<string> ownMembers)
    {
        if (body.Length == 0) return none;
        try
        {
            using var document = JsonDocument.Parse(WellFormedText.Json(body));
            if (document.RootElement.ValueKind != JsonValueKind.Object) return none;
            var members = document.RootElement;
            var code = Text(members, [.. ownMembers]);
            return new(
                code is not null,
                PartnerText.Word(code),
                PartnerText.Reason(Text(
                    members, "ErrorMessage", "DetailedErrorMessage", "message", "detail", "error_description",
                    "title")),
                PartnerText.Word(Text(members, "ErrorReference")));
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
