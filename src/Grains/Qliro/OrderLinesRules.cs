namespace QliroAdapter.Qliro;

/// <summary>How a channel wants its rows shown at Qliro.</summary>
public sealed record OrderLinesRules
{
    /// <summary>A row's own discount inside its price; else a line of its own with the row's quantity.</summary>
    public bool MapDiscountPerRow { get; init; }

    /// <summary>Qliro offers the shipping: shippings of ours are neither sent nor part of the total.</summary>
    public bool QliroOwnsShipping { get; init; }

    /// <summary>Rows are marked as subscriptions, so that Qliro saves a card or an invoice consent.</summary>
    public bool Recurring { get; init; }

    /// <summary>Description of discount lines, in the customer's language.</summary>
    public required string DiscountText { get; init; }

    /// <summary>Description of voucher lines, in the customer's language.</summary>
    public required string VoucherText { get; init; }
}

/// <summary>Which Norce row a line came from.</summary>
/// <param name="RowId">Norce's id of the row.</param>
/// <param name="RowReference">The platform's reference of it.</param>
/// <param name="Sku">Its article number.</param>
public sealed record OrderRow(string? RowId, string? RowReference, string? Sku);
