using System.Collections.Frozen;
using System.Text.Json.Nodes;

namespace QliroAdapter.WebFront;

/// <summary>
/// What a call can be answered besides what its published description declares, and an example of each error.
/// </summary>
internal static class ErrorAnswers
{
    private static readonly FrozenDictionary<string, (string Code, string Message)> examples =
        new Dictionary<string, (string, string)>
        {
            ["401"] = (ErrorCodes.Unauthorized, "The bearer token is missing or is not one of the adapter's."),
            ["404"] = (ErrorCodes.PaymentNotFound, "Order oTestAbc has no payment pAbc of this adapter."),
            ["409"] = (ErrorCodes.PaymentConflict, "Order oTestAbc already has the live payment pAbc."),
            ["500"] = (ErrorCodes.InternalServerError,
                "The adapter failed on this request. Its log tells more under the trace id of this answer."),
            ["503"] = (ErrorCodes.InternalServerError,
                "The adapter takes no more work at this moment. Nothing was done; try it again."),
        }.ToFrozenDictionary(StringComparer.Ordinal);

    // The same key with another body is the one conflict that these routes know.
    private static readonly (string Code, string Message) reusedKey = (
        ErrorCodes.PaymentConflict, "The Idempotency-Key was used for another body; use a new one.");

    /// <summary>Every route can give these; a body may be too large, and an idempotency key used twice.</summary>
    public static IEnumerable<string> Statuses(bool takesBody, bool takesKey, bool isOfPayment) =>
    [
        "400", "401", .. isOfPayment ? ["404"] : (string[])[], .. takesKey ? ["409"] : (string[])[],
        .. takesBody ? ["413", "415"] : (string[])[], "429", "500", "503",
    ];

    /// <summary>True for an answer with an error body; the others are empty, or problem details.</summary>
    public static bool HasBody(string status) => status == "400" || examples.ContainsKey(status);

    /// <summary>An error as the adapter writes it.</summary>
    public static JsonNode Example(string status, bool takesKey)
    {
        if (status == "400" && !takesKey) return WithReasonOfQliro();
        if (status == "400") return Error((ErrorCodes.OrderBadRequest, "Line 'T-9' is not one of the order's."));
        return Error(status == "409" && takesKey ? reusedKey : examples[status]);
    }

    private static JsonNode WithReasonOfQliro()
    {
        var error = PublishedSchemas.Example("Error");
        error["code"] = ErrorCodes.QliroValidation;
        error["message"] = "Qliro refused the order: Property VatRate is not valid.";
        return error;
    }

    private static JsonObject Error((string Code, string Message) error)
        => new() { ["code"] = error.Code, ["message"] = error.Message };
}
