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
    /// <summary>More reasons than this say nothing more.</summary>
    private const int FailuresMax = 100;

    public static IReadOnlyList<NorceValidationFailure>? Read(IApiResponse<PartnerBody> reply)
        => reply.Error is PartnerErrorException refusal
            ? Read(refusal.Body, isRefusal: true)
            : Read(reply.Content?.Bytes ?? default, isRefusal: false);

    private static IReadOnlyList<NorceValidationFailure>? Read(ReadOnlyMemory<byte> body, bool isRefusal)
    {
        if (body.IsEmpty) return isRefusal ? null : [];
        using var document = JsonDocument.Parse(WellFormedText.Json(body));
        var list = document.RootElement.ValueKind == JsonValueKind.Object
            ? Errors(document.RootElement)
            : document.RootElement;
        if (list is not { ValueKind: JsonValueKind.Array } failures) return isRefusal ? null : [];
        IReadOnlyList<NorceValidationFailure> read = [.. failures.EnumerateArray().Take(FailuresMax).Select(Failure)];

        // Norce refused without a reason, which is still a refusal.
        return read.Count == 0 && isRefusal ? [new NorceValidationFailure()] : read;
    }

    private static NorceValidationFailure Failure(JsonElement failure) => failure.ValueKind switch
    {
        JsonValueKind.Object => Cleaned(failure.Deserialize<NorceValidationFailure>(NorceJson.Options)!),
        JsonValueKind.String => Cleaned(new() { Code = failure.GetString() }),
        _ => new(),
    };

    private static NorceValidationFailure Cleaned(NorceValidationFailure failure) => failure with
    {
        Code = PartnerText.Word(failure.Code),
        AdapterId = PartnerText.Word(failure.AdapterId),
        Message = PartnerText.Reason(failure.Message),
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
