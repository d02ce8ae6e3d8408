using QliroAdapter.Norce;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Norce: goods need not be waited for any longer. May come twice, late, or when nothing is waited for: then nothing
/// follows. After acceptance the order completes as soon as Norce lets go of it. Refusal: payment-not-found.
/// </summary>
public sealed record CompleteUpsell
{
    /// <summary>The order as it is.</summary>
    public required NorceOrder Order { get; init; }
}
