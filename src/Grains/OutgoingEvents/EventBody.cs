using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.OutgoingEvents;

/// <summary>What the receiver reads; described in docs/events.md. The same bytes for every attempt.</summary>
public sealed record EventBody
{
    private static readonly JsonSerializerOptions json = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
    };

    /// <summary>One of <see cref="OutgoingEventTypes"/>.</summary>
    public required string Type { get; init; }

    /// <summary>When it happened.</summary>
    public required DateTimeOffset Timestamp { get; init; }

    public required EventData Data { get; init; }

    public static byte[] Of(EventToSend sent) => JsonSerializer.SerializeToUtf8Bytes(new EventBody
    {
        Type = sent.Event.Type,
        Timestamp = sent.Event.At.ToUniversalTime(),
        Data = new()
        {
            Merchant = sent.Payment.Merchant,
            Channel = sent.Payment.Channel,
            OrderId = sent.Payment.OrderId,
            PaymentId = sent.Payment.PaymentId,
            QliroOrderId = sent.Event.QliroOrderId,
            Sequence = sent.Event.Number,
            State = sent.Event.State,
            Amount = sent.Event.Amount,
            Currency = sent.Currency,
            Operation = sent.Event.Operation,
            Reason = sent.Event.Reason,
        },
    }, json);
}

/// <summary>The event's members; ids, amounts and words of ours.</summary>
public sealed record EventData
{
    public required string Merchant { get; init; }

    public required string Channel { get; init; }

    public required string OrderId { get; init; }

    public required string PaymentId { get; init; }

    public string? QliroOrderId { get; init; }

    /// <summary>Rises with each event of the payment.</summary>
    public required int Sequence { get; init; }

    public required string State { get; init; }

    public required decimal Amount { get; init; }

    public required string Currency { get; init; }

    public int? Operation { get; init; }

    public string? Reason { get; init; }
}
