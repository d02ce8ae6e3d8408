using QliroAdapter.Norce;

namespace QliroAdapter.OrderManagement;

/// <summary>What to capture or refund, when it is not everything.</summary>
public sealed record PartialOperation
{
    /// <summary>
    /// The lines. Leave it out for everything that is left. An empty list is refused, because it names nothing.
    /// </summary>
    public IReadOnlyList<PartialOperationItem?>? Items { get; init; }

    /// <summary>What the shop keeps of a refund; a capture has none.</summary>
    public IReadOnlyList<PartialOperationFee?>? Fees { get; init; }

    /// <summary>The lines, checked; none when the body names none.</summary>
    internal Outcome<OperationItem[]> Parts()
    {
        if (Items is null)
            return (OperationItem[])[];
        if (Items.Count == 0)
            return Refused("items is empty. Leave it out to take everything that is left.");
        var parts = new List<OperationItem>(Items.Count);
        foreach (var item in Items)
        {
            if (item is not { Reference.Length: > 0, Quantity: >= 1 })
                return Refused("Each of items needs a reference and a quantity of 1 or more.");
            parts.Add(new() { Reference = item.Reference, Quantity = item.Quantity });
        }
        return parts.ToArray();
    }

    /// <summary>The fees, checked; none when the body names none.</summary>
    internal Outcome<ReturnFee[]> Kept()
    {
        var fees = new List<ReturnFee>();
        foreach (var fee in Fees ?? [])
        {
            if (fee is not { Reference.Length: > 0, Description.Length: > 0, Price: { } price })
                return Refused("Each of fees needs a reference, a description and a price.");
            fees.Add(new()
            {
                Reference = fee.Reference,
                Description = fee.Description,
                PriceIncVat = Money.Round(price.IncludingVat ?? 0m),
                PriceExVat = Money.Round(price.ExcludingVat ?? price.IncludingVat ?? 0m),
            });
        }
        return fees.ToArray();
    }

    internal static PaymentError Refused(string why) => new() { Code = ErrorCodes.OrderBadRequest, Message = why };
}

/// <summary>A quantity of one line, as sent.</summary>
public sealed record PartialOperationItem
{
    /// <summary>Qliro's line reference, or the Norce row's reference or sku where that names one line.</summary>
    public string? Reference { get; init; }

    /// <summary>Units, 1 or more.</summary>
    public int Quantity { get; init; }
}

/// <summary>A fee that the shop keeps of a refund, as sent.</summary>
public sealed record PartialOperationFee
{
    /// <summary>The fee's line reference at Qliro, such as RETURN-FEE.</summary>
    public string? Reference { get; init; }

    /// <summary>The text that the customer reads.</summary>
    public string? Description { get; init; }

    /// <summary>The amount that is kept, above 0.</summary>
    public NorcePrice? Price { get; init; }
}
