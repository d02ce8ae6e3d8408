using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.People;

/// <summary>What the channel of one world offers besides the purchase, drawn from its seed.</summary>
/// <param name="AddsGoods">Goods may be added after the purchase.</param>
/// <param name="Window">How long the order is held open for added goods.</param>
/// <param name="Renews">The means of payment is saved and charged again.</param>
internal sealed record Offers(bool AddsGoods, TimeSpan Window, bool Renews)
{
    /// <summary>The delivery is chosen in Qliro's frame.</summary>
    public bool Ships { get; init; }

    public static Offers Random(Dice dice)
        => new(dice.Chance(0.5), TimeSpan.FromSeconds(dice.Of(60, 300, 1800)), dice.Chance(0.5));
}
