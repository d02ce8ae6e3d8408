namespace QliroAdapter.OrderManagement;

/// <summary>
/// What became of a payment's money and goods, by Qliro's admin order at the moment of the call. Money is in major
/// units of <see cref="Currency"/>, two decimals. Answers <see cref="GetLedger"/>, to callers as JSON as it stands.
/// </summary>
public sealed record PaymentLedger
{
    /// <summary>ISO 4217, upper case.</summary>
    public required string Currency { get; init; }

    public required PaymentLedgerTotals Totals { get; init; }

    /// <summary>Every line that was ever reserved and not replaced, in Qliro's order; empty when none was.</summary>
    public required IReadOnlyList<PaymentLedgerLine> Lines { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<PaymentLedgerCapture> Captures { get; init; }

    /// <summary>The operation that Qliro has not finished, as committed here; null when none is open.</summary>
    public required PaymentLedgerOperation? Operation { get; init; }
}

/// <summary>Sums of money, each 0 or more.</summary>
/// <param name="Reserved">All that was ever reserved and not replaced.</param>
/// <param name="Captured">Taken.</param>
/// <param name="Refunded">Given back, sums without items included.</param>
/// <param name="Released">Reserved and let go.</param>
/// <param name="Returnable">What a refund may still give back.</param>
public sealed record PaymentLedgerTotals(
    decimal Reserved, decimal Captured, decimal Refunded, decimal Released, decimal Returnable);

/// <summary>One line (reference and price) and its units, each number 0 or more.</summary>
public sealed record PaymentLedgerLine
{
    /// <summary>Qliro's line reference.</summary>
    public required string Reference { get; init; }

    /// <summary>The Norce row's reference; null for what no row stands for.</summary>
    public required string? Row { get; init; }

    /// <summary>The Norce row's sku; null for what no row stands for.</summary>
    public required string? Sku { get; init; }

    /// <summary>Product, Discount, Fee or Shipping.</summary>
    public required string Type { get; init; }

    /// <summary>What the customer reads; null when Qliro states none.</summary>
    public required string? Description { get; init; }

    /// <summary>Of one unit with VAT; below 0 for discounts.</summary>
    public required decimal Price { get; init; }

    /// <summary>A fraction: 0.25 is 25 %.</summary>
    public required decimal VatRate { get; init; }

    public required int Reserved { get; init; }

    public required int Captured { get; init; }

    public required int Refunded { get; init; }

    public required int Released { get; init; }

    /// <summary>Captured and not given back by item; a sum given back without items does not lower it.</summary>
    public required int Returnable { get; init; }
}

/// <summary>One capture.</summary>
/// <param name="TransactionId">Qliro's payment transaction.</param>
/// <param name="At">When Qliro made it; null when it does not say.</param>
/// <param name="Amount">Taken by it.</param>
/// <param name="Returnable">What of it may still be given back.</param>
public sealed record PaymentLedgerCapture(long TransactionId, DateTimeOffset? At, decimal Amount, decimal Returnable);

/// <summary>An operation under way, as Norce's attribute <c>qliroOperation</c> shows it too.</summary>
public sealed record PaymentLedgerOperation
{
    /// <summary><c>capture</c>, <c>cancel</c> or <c>refund</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>waiting</c>, <c>unknown</c> or <c>accepted</c>.</summary>
    public required string Status { get; init; }

    /// <summary>The request that it has come to.</summary>
    public Guid? RequestId { get; init; }

    /// <summary>Qliro's transactions of all its requests so far.</summary>
    public required IReadOnlyList<long> TransactionIds { get; init; }
}
