using System.Text.Json.Serialization;

namespace QliroAdapter.QliroCallbacks;

/// <summary>The answer that stops Qliro's repeats, in both published spellings.</summary>
public sealed record QliroCheckoutPushResponse
{
    /// <summary>The adapter API's spelling.</summary>
    [JsonPropertyName("callbackResponse")]
    public required string CallbackResponse { get; init; }

    /// <summary>Qliro's spelling.</summary>
    [JsonPropertyName("CallbackResponse")]
    public required string CallbackResponseAsQliroSpellsIt { get; init; }
}

internal static class ReceivedResult
{
    private const string Body = """{"callbackResponse":"received","CallbackResponse":"received"}""";

    public static readonly IResult Json = TypedResults.Text(Body, "application/json");
}
