using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Faults;

/// <summary>
/// The mix of faults of one world, drawn from its seed: each kind occurs or not, and often or seldom (swarm testing),
/// so that no kind hides the others. Probabilities are per call, unless said otherwise.
/// </summary>
internal sealed record Weather
{
    /// <summary>Per passage of a gate: before and after each call and each use of the store.</summary>
    public double Crash { get; init; }

    public TimeSpan DownSeconds { get; init; } = TimeSpan.FromSeconds(5);

    public double StoreFails { get; init; }

    public double StoreAnswerLost { get; init; }

    public double StoreSeconds { get; init; } = 0.005;

    /// <summary>Per message: an idle activation has left memory.</summary>
    public double Idle { get; init; }

    public PartnerWeather Norce { get; init; } = new();

    public PartnerWeather Qliro { get; init; } = new();

    public IReadOnlyList<Outage> Outages { get; init; } = [];

    /// <summary>Calls from partners and shops to the adapter.</summary>
    public PartnerWeather Callbacks { get; init; } = new();

    /// <summary>Pushes that never arrive.</summary>
    public double PushLost { get; init; }

    public double PushLate { get; init; }

    public double PushTwice { get; init; }

    /// <summary>Per minute and process: the clock is set to another time.</summary>
    public double ClockJump { get; init; }

    public static readonly Weather Calm = new();

    public static Weather Random(Dice dice) => new()
    {
        Crash = Rate(dice, 0.0005, 0.002, 0.005),
        DownSeconds = dice.Seconds(0.2, 90),
        StoreFails = Rate(dice, 0.002, 0.01, 0.05),
        StoreAnswerLost = Rate(dice, 0.002, 0.01, 0.05),
        StoreSeconds = dice.Of(0.005, 0.02, 0.5),
        Idle = Rate(dice, 0.05, 0.5),
        Norce = PartnerWeather.Random(dice),
        Qliro = PartnerWeather.Random(dice),
        Callbacks = PartnerWeather.Random(dice),
        Outages = Outage.Random(dice),
        PushLost = Rate(dice, 0.05, 0.3, 0.9),
        PushLate = Rate(dice, 0.1, 0.5),
        PushTwice = Rate(dice, 0.1, 0.5),
        ClockJump = Rate(dice, 0.01, 0.05),
    };

    private static double Rate(Dice dice, params double[] rates) => dice.Chance(0.5) ? dice.Of(rates) : 0;
}

/// <summary>What happens to calls in one direction.</summary>
internal sealed record PartnerWeather
{
    public double LostRequest { get; init; }

    public double LostAnswer { get; init; }

    /// <summary>Turned away without being read, with a status of <see cref="Statuses"/>.</summary>
    public double Refused { get; init; }

    public IReadOnlyList<int> Statuses { get; init; } = [503];

    /// <summary>A write at Norce is refused because of another write (409).</summary>
    public double Collision { get; init; }

    /// <summary>A change of state is answered 202 and carried out later.</summary>
    public double AcceptedFirst { get; init; }

    /// <summary>Takes seconds instead of milliseconds, so that callers may have given up when it arrives.</summary>
    public double Slow { get; init; }

    public double Twice { get; init; }

    /// <summary>A call to Qliro that moves money is answered 200 with an empty body, carried out or not.</summary>
    public double Emptied { get; init; }

    /// <summary>Something in between answers in the partner's place; the call was carried out or not.</summary>
    public double Proxied { get; init; }

    public static PartnerWeather Random(Dice dice) => new()
    {
        LostRequest = Rate(dice),
        LostAnswer = Rate(dice),
        Refused = Rate(dice),
        Statuses = dice.Of<IReadOnlyList<int>>([503], [500, 502, 504], [429, 503], [401], [500]),
        Collision = Rate(dice),
        AcceptedFirst = dice.Chance(0.3) ? dice.Of(0.1, 0.5) : 0,
        Slow = Rate(dice),
        Twice = Rate(dice),
        Emptied = Rate(dice),
        Proxied = Rate(dice),
    };

    private static double Rate(Dice dice) => dice.Chance(0.4) ? dice.Of(0.005, 0.03, 0.12) : 0;
}
