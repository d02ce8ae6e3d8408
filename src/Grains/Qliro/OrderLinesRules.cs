namespace QliroAdapter.Qliro;

/// <summary>How a channel's orders are shown at Qliro.</summary>
public sealed record OrderLinesRules
{
    /// <summary>
    /// True: a row's own discount is included in its price. False: it is a line of its own, with the row's quantity.
    /// </summary>
    public bool MapDiscountPerRow { get; init; }

    /// <summary>
    /// True when Qliro offers the shipping: our shippings are then neither sent nor part of the total.
    /// </summary>
    public bool QliroOwnsShipping { get; init; }

    /// <summary>True when rows are marked as subscriptions, so that Qliro saves a card or an invoice consent.</summary>
    public bool Recurring { get; init; }

    /// <summary>
    /// What Ingrid is told of the whole order; it is then told of each row as well. Absent where Ingrid does not offer
    /// the deliveries.
    /// </summary>
    public IReadOnlyList<QliroMetadataEntry>? Ingrid { get; init; }

    /// <summary>Description of discount lines, in the customer's language.</summary>
    public required string DiscountText { get; init; }

    /// <summary>Description of voucher lines, in the customer's language.</summary>
    public required string VoucherText { get; init; }
}

/// <summary>The Norce row that a line came from.</summary>
/// <param name="RowId">Norce's id of the row.</param>
/// <param name="RowReference">The platform's reference of it.</param>
/// <param name="Sku">The row's article number.</param>
public sealed record OrderRow(string? RowId, string? RowReference, string? Sku);
