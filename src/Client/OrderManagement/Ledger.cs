namespace QliroAdapter.Client;

/// <summary>
/// What became of a payment's money and goods, from Qliro's admin order. Money is in major units of <see
/// cref="Currency"/>.
/// </summary>
public sealed record Ledger
{
    /// <summary>ISO 4217, upper case.</summary>
    public required string Currency { get; init; }

    /// <summary>Sums of money.</summary>
    public required LedgerTotals Totals { get; init; }

    /// <summary>Every line that was ever reserved and not replaced; empty when nothing was.</summary>
    public required IReadOnlyList<LedgerLine> Lines { get; init; }

    /// <summary>Oldest first; empty while nothing is captured.</summary>
    public required IReadOnlyList<LedgerCapture> Captures { get; init; }

    /// <summary>The operation that Qliro has not reported on yet; null when none is open.</summary>
    public LedgerOperation? Operation { get; init; }
}

/// <summary>Sums of money, each 0 or more.</summary>
/// <param name="Reserved">All that was ever reserved and not replaced.</param>
/// <param name="Captured">Taken.</param>
/// <param name="Refunded">Given back, sums without items included.</param>
/// <param name="Released">Reserved and let go.</param>
/// <param name="Returnable">What a refund may still give back.</param>
public sealed record LedgerTotals(
    decimal Reserved, decimal Captured, decimal Refunded, decimal Released, decimal Returnable);

/// <summary>One line at Qliro and its quantities, each 0 or more.</summary>
public sealed record LedgerLine
{
    /// <summary>Qliro's line reference: what <see cref="OperationItem.Reference"/> takes.</summary>
    public required string Reference { get; init; }

    /// <summary>The Norce row's reference; absent for what no row stands for.</summary>
    public string? Row { get; init; }

    /// <summary>The Norce row's sku; absent for what no row stands for.</summary>
    public string? Sku { get; init; }

    /// <summary>Qliro's kind of line: <c>Product</c>, <c>Discount</c>, <c>Fee</c>, <c>Shipping</c>.</summary>
    public required string Type { get; init; }

    /// <summary>What the customer reads.</summary>
    public string? Description { get; init; }

    /// <summary>Of one unit, with VAT; below 0 for discounts.</summary>
    public required decimal Price { get; init; }

    /// <summary>A fraction: 0.25 is 25 %.</summary>
    public required decimal VatRate { get; init; }

    /// <summary>Units ever reserved and not replaced.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>Units taken.</summary>
    public required decimal Captured { get; init; }

    /// <summary>Units given back.</summary>
    public required decimal Refunded { get; init; }

    /// <summary>Units let go.</summary>
    public required decimal Released { get; init; }

    /// <summary>Units that a refund may still name.</summary>
    public required decimal Returnable { get; init; }
}

/// <summary>One capture.</summary>
/// <param name="TransactionId">Qliro's payment transaction.</param>
/// <param name="At">When Qliro made it; absent when it does not say.</param>
/// <param name="Amount">Taken by it.</param>
/// <param name="Returnable">What of it may still be given back.</param>
public sealed record LedgerCapture(long TransactionId, DateTimeOffset? At, decimal Amount, decimal Returnable);

/// <summary>An operation under way, as in <c>attributes.qliroOperation</c> of the Norce payment.</summary>
public sealed record LedgerOperation
{
    /// <summary><c>capture</c>, <c>cancel</c> or <c>refund</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Such as <c>accepted</c> or <c>unknown</c>; take one you do not know as under way.</summary>
    public required string Status { get; init; }

    /// <summary>The id of the request to Qliro; absent before it is sent.</summary>
    public string? RequestId { get; init; }

    /// <summary>Qliro's transactions for it; empty while Qliro named none.</summary>
    public IReadOnlyList<long> TransactionIds { get; init; } = [];
}
