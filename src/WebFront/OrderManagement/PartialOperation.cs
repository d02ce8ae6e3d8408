namespace QliroAdapter.OrderManagement;

/// <summary>What to capture or refund when it is not everything.</summary>
public sealed record PartialOperation
{
    /// <summary>
    /// The lines. Leave it out for everything that is left; an empty list is refused, for it names nothing.
    /// </summary>
    public IReadOnlyList<PartialOperationItem?>? Items { get; init; }

    /// <summary>The lines as the payment takes them; none when the body names none.</summary>
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

    private static PaymentError Refused(string why) => new() { Code = ErrorCodes.OrderBadRequest, Message = why };
}

/// <summary>Some units of one line, as sent.</summary>
public sealed record PartialOperationItem
{
    /// <summary>Qliro's line reference, or the Norce row's reference or sku where that names one line.</summary>
    public string? Reference { get; init; }

    /// <summary>Units, 1 or more.</summary>
    public int Quantity { get; init; }
}
