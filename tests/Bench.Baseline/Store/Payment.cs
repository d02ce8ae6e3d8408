using System.Text.Json.Serialization;
using QliroAdapter.Bench.Baseline.Qliro;

namespace QliroAdapter.Bench.Baseline.Store;

/// <summary>What is stored of a payment, as one document in its row.</summary>
public sealed record Payment
{
    public required string Merchant { get; init; }

    public required string Channel { get; init; }

    public required string OrderId { get; init; }

    public required string PaymentId { get; init; }

    public required long QliroOrderId { get; init; }

    public required string Currency { get; init; }

    public required decimal Amount { get; init; }

    /// <summary>In Norce's words: intent, processing, reserved, captured.</summary>
    public required string State { get; init; }

    public required IReadOnlyList<QliroLine> Lines { get; init; }

    /// <summary>The request of a capture that Qliro has accepted.</summary>
    public Guid? RequestId { get; init; }

    public DateTimeOffset CreatedAt { get; init; }
}

[JsonSourceGenerationOptions(DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull)]
[JsonSerializable(typeof(Payment))]
public sealed partial class PaymentJson : JsonSerializerContext;
