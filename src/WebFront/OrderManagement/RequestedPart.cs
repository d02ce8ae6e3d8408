using System.Text.Json;

namespace QliroAdapter.OrderManagement;

/// <summary>A body of order management as the payment takes it, or why it takes none such.</summary>
internal sealed record RequestedPart
{
    /// <summary>Empty: the body names none.</summary>
    public required IReadOnlyList<OperationItem> Items { get; init; }

    /// <summary>Empty: nothing is kept.</summary>
    public required IReadOnlyList<ReturnFee> Fees { get; init; }

    /// <summary>A sum in place of items.</summary>
    public decimal? Amount { get; init; }

    public string? Reason { get; init; }

    /// <summary>
    /// Of a capture or a cancel. Refused with order-bad-request: an amount or fees, which only a refund takes; then
    /// a member that is not known, without items; then items that name nothing.
    /// </summary>
    public static Outcome<RequestedPart> Of(PartialOperation body)
    {
        if (Has(body, "amount")) return Refused("Only a refund takes an amount.");
        if (Has(body, "fees")) return Refused("Only a refund keeps fees.");
        if (body.Items is null && Stated(body.Others) is { } unknown) return Unknown(unknown, "items");
        var items = ItemsOf(body.Items);
        return items.IsAccepted ? new RequestedPart { Items = items.Value, Fees = [] } : items.Error;
    }

    /// <summary>
    /// Of a refund. Refused with order-bad-request, in this order: an amount beside items or fees; one that is no
    /// number, not above 0, or has more than 2 decimals; a member that is not known, without items; items that name
    /// nothing; fees that do not.
    /// </summary>
    public static Outcome<RequestedPart> Of(PartialRefund body)
    {
        if (body.Amount.ValueKind != JsonValueKind.Undefined) return Sum(body);
        if (body.Items is null && Stated(body.Others) is { } unknown)
            return Unknown(unknown, "items, fees, amount and reason");
        var (items, fees) = (ItemsOf(body.Items), FeesOf(body));
        if (!items.IsAccepted) return items.Error;
        return fees.IsAccepted ? new RequestedPart { Items = items.Value, Fees = fees.Value } : fees.Error;
    }

    private static bool Has(PartialOperation body, string member) => body.Others is { } others
        && others.Any(other => string.Equals(other.Key, member, StringComparison.OrdinalIgnoreCase)
            && SaysSomething(other));

    private static string? Stated(IDictionary<string, JsonElement>? others)
        => others?.Where(SaysSomething).Select(other => other.Key).FirstOrDefault();

    private static bool SaysSomething(KeyValuePair<string, JsonElement> other)
        => other.Value.ValueKind != JsonValueKind.Null
            && !(other.Value.ValueKind == JsonValueKind.Array && other.Value.GetArrayLength() == 0);

    private static PaymentError Unknown(string member, string known) => Refused(
        $"\"{WellFormedText.Cut(WellFormedText.Clean(member), 40)}\" is not known here; {known} are. "
            + "Leave the body out to take everything that is left.");

    private static Outcome<RequestedPart> Sum(PartialRefund body)
    {
        if (body.Items is not null) return Refused("amount and items exclude each other.");
        if (body.Fees is { Count: > 0 }) return Refused("Fees are kept of items, not of an amount.");
        if (body.Amount.ValueKind != JsonValueKind.Number || !body.Amount.TryGetDecimal(out var amount))
            return Refused("amount must be a number, such as 50.00.");
        return amount > 0m && Money.Round(amount) == amount
            ? new RequestedPart { Items = [], Fees = [], Amount = amount, Reason = body.Reason }
            : Refused("amount must be above 0 and have 2 decimals at most.");
    }

    private static Outcome<OperationItem[]> ItemsOf(IReadOnlyList<PartialOperationItem?>? items)
    {
        if (items is null) return (OperationItem[])[];
        if (items.Count == 0) return Refused("items is empty. Leave it out to take everything that is left.");
        var parts = new List<OperationItem>(items.Count);
        foreach (var item in items)
        {
            if (item is not { Reference.Length: > 0, Quantity: >= 1 })
                return Refused("Each of items needs a reference and a quantity of 1 or more.");
            parts.Add(new() { Reference = item.Reference, Quantity = item.Quantity });
        }
        return parts.ToArray();
    }

    private static Outcome<ReturnFee[]> FeesOf(PartialRefund body)
    {
        var fees = new List<ReturnFee>();
        foreach (var fee in body.Fees ?? [])
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

    private static PaymentError Refused(string why) => new() { Code = ErrorCodes.OrderBadRequest, Message = why };
}
