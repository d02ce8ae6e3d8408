namespace QliroAdapter.OrderManagement;

/// <summary>
/// Norce or an operator asks to read Qliro's admin order and to correct the payment's state and actions. Repeats are
/// harmless.
/// </summary>
public sealed record RefreshPayment;

/// <summary>
/// A back office asks what it may capture, release and give back. Changes nothing; may repeat at will. Refusals in
/// order: payment-not-found, payment-conflict (parked), qliro-*.
/// </summary>
public sealed record GetLedger;

/// <summary>
/// Take reserved money: everything left, or <see cref="Items"/>. A full capture that is open or done answers as the
/// first time, without a second booking. Refusals in order: payment-not-found, idempotency conflict (payment-conflict),
/// payment-conflict (not reserved, or a partial operation is open), order-bad-request (unknown item), qliro-*.
/// </summary>
public sealed record CaptureOrder : IIdentifiedMessage
{
    /// <summary>What to capture; empty means everything left.</summary>
    public IReadOnlyList<OperationItem> Items { get; init; } = [];

    /// <summary>The caller's <c>Idempotency-Key</c>, when sent.</summary>
    public string? IdempotencyKey { get; init; }

    /// <inheritdoc/>
    public Guid? MessageId { get; init; }
}

/// <summary>Release what is reserved and not captured. Same rules as <see cref="CaptureOrder"/>.</summary>
public sealed record CancelOrder : IIdentifiedMessage
{
    /// <inheritdoc cref="CaptureOrder.IdempotencyKey"/>
    public string? IdempotencyKey { get; init; }

    /// <inheritdoc/>
    public Guid? MessageId { get; init; }
}

/// <summary>
/// Release some of what is reserved, goods that are out of stock for one; the payment stays reserved while anything is
/// left. Same rules as <see cref="CaptureOrder"/>; what is not reserved any more is order-bad-request in every state
/// after the purchase. A message of its own, so that a node that does not know it releases nothing.
/// </summary>
public sealed record CancelOrderItems : IIdentifiedMessage
{
    /// <summary>What to release; at least one.</summary>
    public required IReadOnlyList<OperationItem> Items { get; init; }

    /// <inheritdoc cref="CaptureOrder.IdempotencyKey"/>
    public string? IdempotencyKey { get; init; }

    /// <inheritdoc/>
    public Guid? MessageId { get; init; }
}

/// <summary>
/// Give captured money back: everything left, or <see cref="Items"/>. Same rules as <see cref="CaptureOrder"/>.
/// </summary>
public sealed record RefundOrder : IIdentifiedMessage
{
    /// <summary>What to give back; empty means everything captured and not yet returned.</summary>
    public IReadOnlyList<OperationItem> Items { get; init; } = [];

    /// <summary>
    /// What the shop keeps of the refund; empty means nothing. All fees are deducted from the oldest capture whose
    /// returned goods are worth more than the fees, because each return must give something back.
    /// </summary>
    public IReadOnlyList<ReturnFee> Fees { get; init; } = [];

    /// <inheritdoc cref="CaptureOrder.IdempotencyKey"/>
    public string? IdempotencyKey { get; init; }

    /// <inheritdoc/>
    public Guid? MessageId { get; init; }
}

/// <summary>
/// Give a sum back without goods, from the oldest capture first. Same rules as <see cref="CaptureOrder"/>; a sum that
/// is none, or above what can be given back, is order-bad-request. A message of its own, so that a node that does not
/// know it gives nothing back.
/// </summary>
public sealed record RefundOrderAmount : IIdentifiedMessage
{
    /// <summary>Major units of the payment's currency, two decimals, above 0.</summary>
    public required decimal Amount { get; init; }

    /// <summary>
    /// What the customer reads; cut at <see cref="ReasonMax"/>. Absent: a word for it in the order's language.
    /// </summary>
    public string? Reason { get; init; }

    /// <summary>Characters of a reason, counted in UTF-16.</summary>
    public const int ReasonMax = 200;

    /// <inheritdoc cref="CaptureOrder.IdempotencyKey"/>
    public string? IdempotencyKey { get; init; }

    /// <inheritdoc/>
    public Guid? MessageId { get; init; }
}

/// <summary>A fee that the shop keeps of a refund, a return freight for one.</summary>
public sealed record ReturnFee
{
    /// <summary>The fee's line reference at Qliro.</summary>
    public required string Reference { get; init; }

    /// <summary>The text that the customer reads.</summary>
    public required string Description { get; init; }

    /// <summary>Major units of the payment's currency, above 0.</summary>
    public required decimal PriceIncVat { get; init; }

    /// <summary>The same without VAT: 0 to <see cref="PriceIncVat"/>.</summary>
    public required decimal PriceExVat { get; init; }
}

/// <summary>A quantity of one line.</summary>
public sealed record OperationItem
{
    /// <summary>Qliro's line reference, or the Norce row's reference or sku where that names one line.</summary>
    public required string Reference { get; init; }

    /// <summary>Units, at least 1.</summary>
    public required int Quantity { get; init; }
}
