using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.Norce;

namespace QliroAdapter.OrderManagement;

/// <summary>What to capture or release when it is not everything.</summary>
public sealed record PartialOperation
{
    /// <summary>
    /// The lines. Leave it out for everything that is left. An empty list is refused, because it names nothing.
    /// </summary>
    public IReadOnlyList<PartialOperationItem?>? Items { get; init; }

    /// <summary>
    /// Refused where no items stand beside it, and what a refund alone takes always: passed over, it would become
    /// everything that is left.
    /// </summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
}

/// <summary>What to refund when it is not everything: items or an amount.</summary>
public sealed record PartialRefund
{
    /// <inheritdoc cref="PartialOperation.Items"/>
    public IReadOnlyList<PartialOperationItem?>? Items { get; init; }

    /// <summary>What the shop keeps of the items.</summary>
    public IReadOnlyList<PartialOperationFee?>? Fees { get; init; }

    /// <summary>A sum in place of items. What is no number is refused by us, not by the reader.</summary>
    public JsonElement Amount { get; init; }

    /// <summary>What the customer reads beside the amount.</summary>
    public string? Reason { get; init; }

    /// <summary>
    /// Refused where neither items nor an amount stand beside it: passed over, it would become everything that is left.
    /// </summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Others { get; init; }
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
