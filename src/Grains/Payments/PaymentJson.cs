using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Json.Serialization.Metadata;
using QliroAdapter.Store;

namespace QliroAdapter.Payments;

/// <summary>
/// How payments are stored: the document's own members, and each section as a member beside them. The shape is pinned
/// by a test: a change of it is a change of what is on disk. Thread-safe.
/// </summary>
public sealed class PaymentJson
{
    /// <param name="sections">Those that are written and read; any other is dropped.</param>
    public PaymentJson(IReadOnlyList<PaymentSection> sections)
    {
        var members = new DefaultJsonTypeInfoResolver();
        members.Modifiers.Add(type =>
        {
            if (type.Type != typeof(PaymentDocument)) return;
            foreach (var section in sections) section.AddTo(type);
        });
        Options = new(JsonSerializerDefaults.Web)
        {
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
            TypeInfoResolver = members,
        };
        Options.MakeReadOnly();
    }

    /// <summary>camelCase, enums as words; nulls are not written.</summary>
    public JsonSerializerOptions Options { get; }

    public string Write(PaymentDocument payment) => JsonSerializer.Serialize(payment, Options);

    /// <exception cref="UnreadablePaymentException">The stored text is not a payment of this version.</exception>
    public PaymentDocument ReadStored(StoredPayment stored)
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
    public PaymentDocument Read(string text) => JsonSerializer.Deserialize<PaymentDocument>(text, Options)
        ?? throw new JsonException("A stored payment is null.");
}
