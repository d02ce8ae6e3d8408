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

    /// <summary>
    /// Of a body that cannot be read: problem details, with a decline in them, because Qliro takes an answer without a
    /// reason for an approval.
    /// </summary>
    public static IResult Of(BadHttpRequestException unreadable)
    {
        var declined = new Declined(DeclineCause.CannotDecide, "");
        var message = DeclineTexts.Of(null, declined.Cause);
        return TypedResults.Problem(
            unreadable.Message,
            statusCode: unreadable.StatusCode,
            extensions: new Dictionary<string, object?>
            {
                ["declineReasonMessage"] = message,
                ["DeclineReason"] = declined.Reason,
                ["DeclineReasonMessage"] = message,
            });
    }

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
