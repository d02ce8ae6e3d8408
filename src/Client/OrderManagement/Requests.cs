namespace QliroAdapter.Client;

/// <summary>What to capture, when it is not everything.</summary>
public sealed record CaptureRequest
{
    /// <summary>1 or more items; absent: everything that is left. An empty list is refused.</summary>
    public IReadOnlyList<OperationItem>? Items { get; init; }
}

/// <summary>What to release, when it is not everything.</summary>
public sealed record CancelRequest
{
    /// <summary>
    /// 1 or more items of what is reserved and not captured; the payment stays <c>reserved</c> while any is left.
    /// Absent: everything that is left. An empty list is refused.
    /// </summary>
    public IReadOnlyList<OperationItem>? Items { get; init; }
}

/// <summary>What to give back, when it is not everything: items or an amount, never both.</summary>
public sealed record RefundRequest
{
    /// <summary>1 or more items; absent: everything not yet returned. An empty list is refused.</summary>
    public IReadOnlyList<OperationItem>? Items { get; init; }

    /// <summary>What the shop keeps of the refund, for example a return freight; absent: nothing.</summary>
    public IReadOnlyList<ReturnFee>? Fees { get; init; }

    /// <summary>
    /// A sum in place of items, in major units of the payment's currency with 2 decimals, above 0 and at most
    /// <see cref="LedgerTotals.Returnable"/>; taken from the oldest capture first.
    /// </summary>
    public decimal? Amount { get; init; }

    /// <summary>
    /// The text that the customer reads beside <see cref="Amount"/>; the adapter cuts it at 200 characters.
    /// </summary>
    public string? Reason { get; init; }
}

/// <summary>A quantity of one line.</summary>
/// <param name="Reference">
/// Qliro's line reference, or the Norce row's reference or sku when that names exactly one line. An unknown or
/// ambiguous one is refused with <c>order-bad-request</c>.
/// </param>
/// <param name="Quantity">Units, 1 or more and at most what is left of the line.</param>
public sealed record OperationItem(string Reference, int Quantity);

/// <summary>A fee that the shop keeps of a refund.</summary>
/// <param name="Reference">The fee's line reference at Qliro, such as <c>RETURN-FEE</c>.</param>
/// <param name="Description">The text that the customer reads; not empty.</param>
/// <param name="Price">The amount that is kept, above 0.</param>
public sealed record ReturnFee(string Reference, string Description, Price Price);

/// <summary>One price in major units of the payment's currency, 2 decimals. Published as <c>Price</c>.</summary>
/// <param name="IncludingVat">With VAT.</param>
/// <param name="ExcludingVat">Without VAT; when absent, the same as with VAT, which is VAT of 0 %.</param>
public sealed record Price(decimal IncludingVat, decimal? ExcludingVat = null);
