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

    /// <summary>The deliveries are the channel's own options, and not a provider's.</summary>
    public bool HasOptions { get; init; }

    /// <summary>Shoppers say who they are, step by step, and others take over from them.</summary>
    public bool NamesPersons { get; init; }

    /// <summary>What shoppers' browsers do with the events of Qliro's page; one is drawn for each event.</summary>
    public IReadOnlyList<BrowserHabit> Browsers { get; init; } = [BrowserHabit.Reports];

    public static Offers Random(Dice dice)
        => new(dice.Chance(0.5), TimeSpan.FromSeconds(dice.Of(60, 300, 1800)), dice.Chance(0.5))
        {
            Ships = dice.Chance(0.5),
            HasOptions = dice.Chance(0.6),
            NamesPersons = dice.Chance(0.6),
            Browsers = [.. Enumerable.Range(0, 3).Select(_ => dice.Of(Enum.GetValues<BrowserHabit>()))],
        };
}
