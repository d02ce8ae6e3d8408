using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.Store;

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

    /// <exception cref="UnreadablePaymentException">The stored text is not a payment of this version.</exception>
    public static PaymentDocument ReadStored(StoredPayment stored)
    {
        try
        {
            return Read(stored.Document);
        }
        catch (Exception problem) when (problem is JsonException or NotSupportedException or ArgumentException
            or FormatException or InvalidOperationException or OverflowException)
        {
            throw new UnreadablePaymentException(stored.Key, problem);
        }
    }

    /// <exception cref="JsonException">The text is not a payment.</exception>
    public static PaymentDocument Read(string text) => JsonSerializer.Deserialize<PaymentDocument>(text, Options)
        ?? throw new JsonException("A stored payment is null.");
}
