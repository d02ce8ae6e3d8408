using QliroAdapter.Norce;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Norce reports that no more goods will be added. May come twice, late, or when nothing waits for it: then nothing
/// happens. After acceptance the order is completed as soon as Norce has released it. Refusal: payment-not-found.
/// </summary>
public sealed record CompleteUpsell
{
    /// <summary>The order as it is at Norce.</summary>
    public required NorceOrder Order { get; init; }
}
