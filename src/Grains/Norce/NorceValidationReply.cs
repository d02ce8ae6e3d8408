using System.Text;
using System.Text.Json;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Norce;

/// <summary>
/// Reads what <c>validate</c> answers: a list of failures, or an object with the list under <c>errors</c>, with status
/// 200 or 400. An empty body or list with 200 is "valid". Anything else with 400 is an ordinary refusal.
/// </summary>
internal static class NorceValidationReply
{
    public static IReadOnlyList<NorceValidationFailure>? Read(IApiResponse<string> reply)
        => reply.Error is PartnerErrorException refusal
            ? Read(refusal.Body, isRefusal: true)
            : Read(Encoding.UTF8.GetBytes(reply.Content ?? ""), isRefusal: false);

    private static IReadOnlyList<NorceValidationFailure>? Read(ReadOnlyMemory<byte> body, bool isRefusal)
    {
        if (body.IsEmpty) return isRefusal ? null : [];
        using var document = JsonDocument.Parse(body);
        var list = document.RootElement.ValueKind == JsonValueKind.Object
            ? Errors(document.RootElement)
            : document.RootElement;
        if (list is not { ValueKind: JsonValueKind.Array } failures) return isRefusal ? null : [];
        IReadOnlyList<NorceValidationFailure> read = [.. failures.EnumerateArray().Select(Failure)];

        // Norce refused without a reason, which is still a refusal.
        return read.Count == 0 && isRefusal ? [new NorceValidationFailure()] : read;
    }

    private static NorceValidationFailure Failure(JsonElement failure) => failure.ValueKind switch
    {
        JsonValueKind.Object => failure.Deserialize<NorceValidationFailure>(NorceJson.Options)!,
        JsonValueKind.String => new() { Code = failure.GetString() },
        _ => new(),
    };

    private static JsonElement? Errors(JsonElement members)
    {
        foreach (var member in members.EnumerateObject())
        {
            if (string.Equals(member.Name, "errors", StringComparison.OrdinalIgnoreCase)) return member.Value;
        }

        return null;
    }
}
