namespace QliroAdapter.Ops;

/// <summary>
/// The money of a payment as it is stored here, for operators. Amounts are in the payment's currency, major units, and
/// include VAT. Holds no personal data.
/// </summary>
public sealed record PaymentDetails
{
    /// <summary>What the shopper has to pay.</summary>
    public required Money ToPay { get; init; }

    /// <summary>Qliro's total less <see cref="ToPay"/>, e.g. an invoice fee; absent when they are equal.</summary>
    public decimal? Mismatch { get; init; }

    /// <summary>By Qliro's admin order as last read; absent while it was not read.</summary>
    public PaymentSums? Sums { get; init; }

    /// <summary>Lines of the admin order as last read; empty while it was not read.</summary>
    public required IReadOnlyList<PaymentGoods> Goods { get; init; }

    /// <summary>Captures, cancels and refunds in the order of their requests.</summary>
    public required IReadOnlyList<PaymentOperation> Operations { get; init; }

    /// <summary>The reference under which Qliro has the order.</summary>
    public string? MerchantReference { get; init; }

    /// <summary>
    /// The last turns that changed it while traces were collected, newest first; empty when none was, and when a node
    /// of an older version answered.
    /// </summary>
    public IReadOnlyList<PaymentTraceRow> Traces { get; init; } = [];

    /// <summary>Configuration that is fixed for this payment, by name.</summary>
    public required IReadOnlyDictionary<string, string> Configuration { get; init; }
}

/// <summary>A turn that changed the payment.</summary>
/// <param name="Id">The id of its trace: 32 hexadecimal digits.</param>
/// <param name="At">When it was committed.</param>
public sealed record PaymentTraceRow(string Id, DateTimeOffset At);

/// <summary>What became of the money.</summary>
/// <param name="Reserved">All that was reserved.</param>
/// <param name="Captured">Taken.</param>
/// <param name="Refunded">Given back.</param>
/// <param name="Released">Released without capture.</param>
public sealed record PaymentSums(decimal Reserved, decimal Captured, decimal Refunded, decimal Released);

/// <summary>One line, in units.</summary>
/// <param name="Reference">Qliro's line reference.</param>
/// <param name="Sku">Of the Norce row; absent where the line belongs to none.</param>
/// <param name="Type">Product, Discount, Fee or Shipping.</param>
/// <param name="Price">Of one unit.</param>
/// <param name="Reserved">Units reserved.</param>
/// <param name="Captured">Units captured.</param>
/// <param name="Refunded">Units given back.</param>
/// <param name="Released">Units released.</param>
public sealed record PaymentGoods(
    string Reference, string? Sku, string Type, decimal Price, int Reserved, int Captured, int Refunded, int Released);

/// <summary>One capture, cancel or refund.</summary>
public sealed record PaymentOperation
{
    /// <summary>Number among the payment's operations.</summary>
    public required int Number { get; init; }

    /// <summary><c>capture</c>, <c>cancel</c>, <c>refund</c>.</summary>
    public required string Type { get; init; }

    /// <summary><c>open</c>, <c>unknown</c> (sent, no answer), <c>succeeded</c> or <c>failed</c>.</summary>
    public required string Status { get; init; }

    /// <summary>What changes hands.</summary>
    public required decimal Amount { get; init; }

    /// <summary>When it was asked for.</summary>
    public required DateTimeOffset RequestedAt { get; init; }

    /// <summary>Why it failed; absent otherwise.</summary>
    public string? Problem { get; init; }

    /// <summary>Qliro's idempotency keys, in the order of sending.</summary>
    public required IReadOnlyList<Guid> RequestIds { get; init; }

    /// <summary>Qliro's payment transactions.</summary>
    public required IReadOnlyList<long> TransactionIds { get; init; }
}
