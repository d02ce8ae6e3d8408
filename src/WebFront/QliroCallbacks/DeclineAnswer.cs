using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.WebFront;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// A decline, in both published spellings: the adapter API knows only the message, while Qliro reads reason and
/// message.
/// </summary>
public sealed record QliroCheckoutValidationErrorResponse
{
    /// <summary>The text that the shopper reads, at most 150 characters.</summary>
    [JsonPropertyName("declineReasonMessage")]
    public required string DeclineReasonMessage { get; init; }

    /// <summary>One of Qliro's decline reasons.</summary>
    [JsonPropertyName("DeclineReason")]
    public required string DeclineReason { get; init; }

    /// <summary>The same message under Qliro's name for it.</summary>
    [JsonPropertyName("DeclineReasonMessage")]
    public required string DeclineReasonMessageAsQliroSpellsIt { get; init; }
}

internal static class DeclinedResult
{
    private const int MessageLengthMax = 150;

    // Two members differ only in letter case, which the web defaults would treat as the same.
    private static readonly JsonSerializerOptions json = WebJson.Ready(new());

    public static IResult Of(string reason, string message)
    {
        var shown = WellFormedText.Cut(message, MessageLengthMax);
        return TypedResults.Json(
            new QliroCheckoutValidationErrorResponse
            {
                DeclineReasonMessage = shown,
                DeclineReason = reason,
                DeclineReasonMessageAsQliroSpellsIt = shown,
            },
            json,
            statusCode: StatusCodes.Status400BadRequest);
    }
}
