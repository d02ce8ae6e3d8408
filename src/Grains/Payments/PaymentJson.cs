using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Payments;

/// <summary>
/// How payments are stored. Its shape is pinned by a test: a change of it is a change of what is on disk.
/// </summary>
public static class PaymentJson
{
    /// <summary>camelCase, enums as words, nothing written for nulls.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    public static string Write(PaymentDocument payment) => JsonSerializer.Serialize(payment, Options);

    /// <exception cref="JsonException">The text is not a payment.</exception>
    public static PaymentDocument Read(string text) => JsonSerializer.Deserialize<PaymentDocument>(text, Options)
        ?? throw new JsonException("A stored payment is null.");
}
