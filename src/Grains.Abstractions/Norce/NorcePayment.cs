using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>One payment of an order, by any adapter: a main payment, a voucher or a prepaid amount.</summary>
public sealed record NorcePayment : NorceWire
{
    /// <summary>Norce's id; absent until created.</summary>
    public string? Id { get; init; }

    /// <summary>The adapter that owns the payment.</summary>
    public string? AdapterId { get; init; }

    /// <summary>Name of the payment provider.</summary>
    public string? Name { get; init; }

    public string? Merchant { get; init; }

    public string? Channel { get; init; }

    /// <summary>ISO 4217.</summary>
    public string? Currency { get; init; }

    /// <summary>One of <see cref="NorcePaymentType"/>.</summary>
    [JsonConverter(typeof(NorcePaymentType.Converter))]
    public string? Type { get; init; }

    public string? OrderId { get; init; }

    /// <summary>What this payment covers, major units.</summary>
    public decimal? Amount { get; init; }

    /// <summary>The most it could cover, e.g. a voucher's balance.</summary>
    public decimal? UpperLimitAmount { get; init; }

    /// <summary>One of <see cref="NorcePaymentState"/>.</summary>
    [JsonConverter(typeof(NorcePaymentState.Converter))]
    public string? State { get; init; }

    /// <summary>For ours: Qliro's order id. Absent until Qliro's order has been created.</summary>
    public string? Reference { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    /// <summary>The actions that order management may execute now.</summary>
    public IReadOnlyList<NorcePaymentAction>? Actions { get; init; }

    /// <summary>Token for later charges.</summary>
    public NorceRecurring? Recurring { get; init; }

    public NorceUpsell? Upsell { get; init; }

    /// <summary>True unless it was removed.</summary>
    [JsonIgnore]
    public bool IsLive => !string.Equals(State, NorcePaymentState.Removed, StringComparison.Ordinal);

    /// <summary>Written by this adapter.</summary>
    [JsonIgnore]
    public bool IsOurs => NorceAdapter.IsOurs(AdapterId);
}

/// <summary>Something order management may do with a payment.</summary>
public sealed record NorcePaymentAction : NorceWire
{
    public string? Id { get; init; }

    public string? AdapterId { get; init; }

    /// <summary>One of <see cref="PaymentActionTypes"/> for ours.</summary>
    public string? Type { get; init; }

    /// <summary>Absolute URL, POSTed to when the action is executed.</summary>
    public string? Url { get; init; }
}

/// <summary>What a later charge needs.</summary>
public sealed record NorceRecurring : NorceWire
{
    /// <summary>For ours: Qliro's saved card id. Whoever holds it can charge, so it is masked.</summary>
    public Masked? Token { get; init; }

    /// <summary>To be shown to people: a masked card number.</summary>
    public string? Description { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}

/// <summary>Goods added after the purchase.</summary>
public sealed record NorceUpsell : NorceWire
{
    public bool? Eligible { get; init; }

    public DateTimeOffset? Expiration { get; init; }

    public IReadOnlyList<NorceUpsellTransaction>? Transactions { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }
}

/// <summary>One attempt to add goods.</summary>
public sealed record NorceUpsellTransaction : NorceWire
{
    /// <summary>Qliro's upsell id.</summary>
    public string? Id { get; init; }

    /// <summary><c>created</c>, <c>actionRequired</c>, <c>completed</c> or <c>failed</c>.</summary>
    public string? State { get; init; }

    public IReadOnlyDictionary<string, JsonElement>? Attributes { get; init; }

    public IReadOnlyList<string>? ItemIds { get; init; }
}

/// <summary>One entry of a payment's audit trail.</summary>
public sealed record NorcePaymentTransaction : NorceWire
{
    /// <summary>One of <see cref="PaymentEvents"/>.</summary>
    [JsonConverter(typeof(PaymentEvents.Converter))]
    public string? Event { get; init; }

    /// <summary>Qliro's word for it.</summary>
    public string? PspEvent { get; init; }

    /// <summary>The amount after it, major units.</summary>
    public decimal? Amount { get; init; }

    public bool? IsSuccess { get; init; }

    public string? ErrorDetail { get; init; }

    /// <summary>Qliro's status.</summary>
    public string? PspStatus { get; init; }

    /// <summary>A text that is JSON; without secrets and personal numbers.</summary>
    public string? RequestJson { get; init; }

    /// <summary>A text that is JSON; without secrets and personal numbers.</summary>
    public string? ResponseJson { get; init; }

    /// <summary>Set by Norce.</summary>
    public DateTimeOffset? Created { get; init; }

    public NorcePaymentAction? PaymentAction { get; init; }
}
