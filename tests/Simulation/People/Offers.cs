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

    /// <summary>Who offers the deliveries by the channel's document; null when it names nobody.</summary>
    public string? Provider { get; init; }

    /// <summary>Whether that provider does.</summary>
    public ProviderStanding ProviderStanding { get; init; }

    /// <summary>The document has methods for the case that the provider offers none.</summary>
    public bool HasFallback { get; init; }

    /// <summary>Goods that somebody must deliver are not sold without a delivery.</summary>
    public bool RequiresDelivery { get; init; }

    /// <summary>The frame shows methods that we sent.</summary>
    public bool ShowsOurMethods => HasOptions || IsProviderMissing;

    private bool IsProviderMissing => Provider is not null && ProviderStanding != ProviderStanding.Offers;

    /// <summary>Shoppers say who they are, step by step, and others take over from them.</summary>
    public bool NamesPersons { get; init; }

    /// <summary>What shoppers' browsers do with the events of Qliro's page; one is drawn for each event.</summary>
    public IReadOnlyList<BrowserHabit> Browsers { get; init; } = [BrowserHabit.Reports];

    public static Offers Random(Dice dice)
        => new Offers(dice.Chance(0.5), TimeSpan.FromSeconds(dice.Of(60, 300, 1800)), dice.Chance(0.5))
        {
            Ships = dice.Chance(0.5),
            HasOptions = dice.Chance(0.5),
            Provider = dice.Of(null, "nShift", "Ingrid"),
            ProviderStanding = dice.Of(Enum.GetValues<ProviderStanding>()),
            HasFallback = dice.Chance(0.6),
            RequiresDelivery = dice.Chance(0.7),
            NamesPersons = dice.Chance(0.6),
            Browsers = [.. Enumerable.Range(0, 3).Select(_ => dice.Of(Enum.GetValues<BrowserHabit>()))],
        }.WithOneSource();

    /// <summary>The channel's own options and a provider exclude each other.</summary>
    private Offers WithOneSource() => Ships && !HasOptions ? this : this with { Provider = null };
}

/// <summary>What has become of the provider that a channel names.</summary>
internal enum ProviderStanding
{
    /// <summary>It offers its deliveries.</summary>
    Offers,

    /// <summary>Qliro has not enabled it for the account, and does not say so.</summary>
    NotEnabled,

    /// <summary>It is down.</summary>
    Down,
}
