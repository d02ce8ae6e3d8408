namespace QliroAdapter.Client;

/// <summary>
/// What happened to a payment's money and goods, from Qliro's admin order. Money is in major units of
/// <see cref="Currency"/>.
/// </summary>
public sealed record Ledger
{
    /// <summary>ISO 4217, upper case.</summary>
    public required string Currency { get; init; }

    /// <summary>Sums over the whole payment.</summary>
    public required LedgerTotals Totals { get; init; }

    /// <summary>
    /// Every line that was ever reserved, except under a replaced reservation; empty when nothing was.
    /// </summary>
    public required IReadOnlyList<LedgerLine> Lines { get; init; }

    /// <summary>Oldest first; empty while nothing is captured.</summary>
    public required IReadOnlyList<LedgerCapture> Captures { get; init; }

    /// <summary>The operation that Qliro has not reported on yet; null when none is open.</summary>
    public LedgerOperation? Operation { get; init; }
}

/// <summary>Sums of money, each 0 or more.</summary>
/// <param name="Reserved">All that was ever reserved, without replaced reservations.</param>
/// <param name="Captured">All that was captured.</param>
/// <param name="Refunded">All that was given back, refunds of a sum without items included.</param>
/// <param name="Released">All that was reserved and released.</param>
/// <param name="Returnable">What a refund may still give back.</param>
public sealed record LedgerTotals(
    decimal Reserved, decimal Captured, decimal Refunded, decimal Released, decimal Returnable);

/// <summary>One line at Qliro and its quantities, each 0 or more.</summary>
public sealed record LedgerLine
{
    /// <summary>Qliro's line reference: what <see cref="OperationItem.Reference"/> takes.</summary>
    public required string Reference { get; init; }

    /// <summary>The Norce row's reference; absent for a line that belongs to no row.</summary>
    public string? Row { get; init; }

    /// <summary>The Norce row's sku; absent for a line that belongs to no row.</summary>
    public string? Sku { get; init; }

    /// <summary>Qliro's kind of line: <c>Product</c>, <c>Discount</c>, <c>Fee</c>, <c>Shipping</c>.</summary>
    public required string Type { get; init; }

    /// <summary>The text that the customer reads.</summary>
    public string? Description { get; init; }

    /// <summary>Price of one unit, with VAT; below 0 for discounts.</summary>
    public required decimal Price { get; init; }

    /// <summary>A fraction: 0.25 is 25 %.</summary>
    public required decimal VatRate { get; init; }

    /// <summary>Units ever reserved, without replaced reservations.</summary>
    public required decimal Reserved { get; init; }

    /// <summary>Units captured.</summary>
    public required decimal Captured { get; init; }

    /// <summary>Units given back.</summary>
    public required decimal Refunded { get; init; }

    /// <summary>Units released.</summary>
    public required decimal Released { get; init; }

    /// <summary>Units that a refund may still name.</summary>
    public required decimal Returnable { get; init; }
}

/// <summary>One capture of the payment.</summary>
/// <param name="TransactionId">Id of Qliro's payment transaction.</param>
/// <param name="At">When Qliro carried it out; absent when Qliro does not say.</param>
/// <param name="Amount">The amount that was captured.</param>
/// <param name="Returnable">What can still be given back of it.</param>
public sealed record LedgerCapture(long TransactionId, DateTimeOffset? At, decimal Amount, decimal Returnable);

/// <summary>An operation under way, as in <c>attributes.qliroOperation</c> of the Norce payment.</summary>
public sealed record LedgerOperation
{
    /// <summary><c>capture</c>, <c>cancel</c> or <c>refund</c>.</summary>
    public required string Type { get; init; }

    /// <summary>Such as <c>accepted</c> or <c>unknown</c>; treat a status you do not know as under way.</summary>
    public required string Status { get; init; }

    /// <summary>The id of the request to Qliro; absent before it is sent.</summary>
    public string? RequestId { get; init; }

    /// <summary>Qliro's transactions for it; empty until Qliro has named one.</summary>
    public IReadOnlyList<long> TransactionIds { get; init; } = [];
}
