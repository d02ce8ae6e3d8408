namespace QliroAdapter.OrderManagement;

/// <summary>
/// Norce or an operator: read Qliro's admin order, set state and actions right. Repeats are harmless.
/// </summary>
public sealed record RefreshPayment;

/// <summary>
/// Take reserved money: everything left, or <see cref="Items"/>. A full capture that is open or done answers as the
/// first time, without a second booking. Refusals in order: payment-not-found, idempotency conflict (payment-conflict),
/// payment-conflict (not reserved, or a partial operation is open), order-bad-request (unknown item), qliro-*.
/// </summary>
public sealed record CaptureOrder : IKeyedMessage
{
    /// <summary>What to take; empty means everything left.</summary>
    public IReadOnlyList<OperationItem> Items { get; init; } = [];

    /// <summary>The caller's <c>Idempotency-Key</c>, when sent.</summary>
    public string? IdempotencyKey { get; init; }
}

/// <summary>Release what is reserved and not captured. Same rules as <see cref="CaptureOrder"/>.</summary>
public sealed record CancelOrder : IKeyedMessage
{
    /// <inheritdoc cref="CaptureOrder.IdempotencyKey"/>
    public string? IdempotencyKey { get; init; }
}

/// <summary>
/// Give captured money back: everything left, or <see cref="Items"/>. Same rules as <see cref="CaptureOrder"/>.
/// </summary>
public sealed record RefundOrder : IKeyedMessage
{
    /// <summary>What to give back; empty means everything captured and not yet returned.</summary>
    public IReadOnlyList<OperationItem> Items { get; init; } = [];

    /// <summary>
    /// What the shop keeps of it; empty: nothing. All of them are taken from the oldest capture that is worth more,
    /// since each return must give something back.
    /// </summary>
    public IReadOnlyList<ReturnFee> Fees { get; init; } = [];

    /// <inheritdoc cref="CaptureOrder.IdempotencyKey"/>
    public string? IdempotencyKey { get; init; }
}

/// <summary>A fee that the shop keeps of a refund, a return freight for one.</summary>
public sealed record ReturnFee
{
    /// <summary>The fee's line reference at Qliro.</summary>
    public required string Reference { get; init; }

    /// <summary>What the customer reads.</summary>
    public required string Description { get; init; }

    /// <summary>Major units of the payment's currency, above 0.</summary>
    public required decimal PriceIncVat { get; init; }

    /// <summary>The same without VAT: 0 to <see cref="PriceIncVat"/>.</summary>
    public required decimal PriceExVat { get; init; }
}

/// <summary>Some units of one line.</summary>
public sealed record OperationItem
{
    /// <summary>Qliro's line reference, or the Norce row's reference or sku where that names one line.</summary>
    public required string Reference { get; init; }

    /// <summary>Units, at least 1.</summary>
    public required int Quantity { get; init; }
}
