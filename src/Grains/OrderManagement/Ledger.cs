using System.Text.Json.Serialization;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Qliro's admin order per line, counting only what succeeded. Amounts are in the payment's currency, major units.
/// Always: returned ≤ captured and captured + released ≤ reserved, per line and in sum; checked whenever it is stored.
/// </summary>
public sealed record Ledger
{
    /// <summary>Lines in the order Qliro reserved them; at most 200 per reservation.</summary>
    public IReadOnlyList<LedgerLine> Lines { get; init; } = [];

    public decimal Reserved => Lines.Sum(line => line.Reserved * line.PriceIncVat);

    public decimal Captured => Lines.Sum(line => line.Captured * line.PriceIncVat);

    /// <summary>
    /// The worth of returned lines less what was given back for them: fees that the shop kept. Negative when more was
    /// given back than the lines are worth, by a discount on captured goods.
    /// </summary>
    public decimal Kept { get; init; }

    /// <summary>The amount given back to the customer.</summary>
    public decimal Returned => Lines.Sum(line => line.Returned * line.PriceIncVat) - Kept;

    public decimal Released => Lines.Sum(line => line.Released * line.PriceIncVat);

    /// <summary>
    /// What can still be given back: less than the lines that were not returned are worth when a sum was given back
    /// without items. Null: stored by a version that knew no such sums.
    /// </summary>
    public decimal? Returnable { get; init; }

    /// <summary>
    /// The rule that Qliro's raw admin order broke when it was read; such a ledger is never stored. Null when it breaks
    /// none.
    /// </summary>
    [JsonIgnore]
    public string? Contradiction { get; init; }

    /// <summary>Line by line the same, the same kept, and as much returnable where both tell.</summary>
    public bool IsSameAs(Ledger other)
        => Kept == other.Kept && Contradiction == other.Contradiction && Lines.SequenceEqual(other.Lines)
            && (Returnable is null || other.Returnable is null || Returnable == other.Returnable);

    /// <summary>True when some unit is neither captured nor released.</summary>
    public bool HasLeftToCapture() => Lines.Any(line => line.Reserved > line.Captured + line.Released);

    /// <summary>True when something of what was captured can be given back.</summary>
    public bool HasLeftToReturn()
        => Returnable is { } left ? left > 0m : Lines.Any(line => line.Captured > line.Returned);
}

/// <summary>The units of one line (reference and price), by what happened to them.</summary>
/// <param name="Reference">Qliro's line reference.</param>
/// <param name="Type">Product, Discount, Fee or Shipping.</param>
/// <param name="PriceIncVat">Price of one unit, as reserved.</param>
/// <param name="Reserved">Units reserved in all.</param>
/// <param name="Captured">Units captured.</param>
/// <param name="Returned">Units given back after capture.</param>
/// <param name="Released">Units released without capture.</param>
public sealed record LedgerLine(
    string Reference, string Type, decimal PriceIncVat, int Reserved, int Captured, int Returned, int Released);
