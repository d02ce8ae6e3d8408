namespace QliroAdapter.Bench;

/// <summary>How much is measured. Each group of orders goes through stages of its own.</summary>
internal sealed record Sizes
{
    public const int SlowCallers = 400;

    public const int SlowMilliseconds = 20;

    /// <summary>Messages that come to one payment at once.</summary>
    public const int Hot = 500;

    public required int Rounds { get; init; }

    /// <summary>Calls at once when as much as possible is asked for: enough to keep two cores busy.</summary>
    public int Callers { get; init; } = 32;

    /// <summary>Orders that are bought without a validate and pushed: a push then copies the customer as well.</summary>
    public required int Settled { get; init; }

    /// <summary>Orders that live from create to captured, validate included.</summary>
    public required int Validated { get; init; }

    /// <summary>Orders that are pushed while the partners take their time.</summary>
    public required int Slow { get; init; }

    /// <summary>Pushes, and as many validates, that arrive by themselves; once more beside a hot payment.</summary>
    public required int Arriving { get; init; }

    /// <summary>Payments in the table beside which a push is measured.</summary>
    public required int Stored { get; init; }

    /// <summary>Pushes to each of the two, one after the other.</summary>
    public required int AmongStored { get; init; }

    /// <summary>True when rounds are run at all.</summary>
    public bool HasRounds => Settled + Validated + Slow + Arriving > 0;

    public static Sizes Full { get; } = new()
    {
        Rounds = 5, Settled = 500, Validated = 300, Slow = 400, Arriving = 500, Stored = 1_000_000, AmongStored = 200,
    };

    /// <summary>For development: a few minutes.</summary>
    public static Sizes Quick { get; } = new()
    {
        Rounds = 2, Settled = 100, Validated = 60, Slow = 400, Arriving = 100, Stored = 50_000, AmongStored = 60,
    };

    /// <summary>Only what these rows need.</summary>
    public Sizes For(IReadOnlyCollection<string> rows)
    {
        bool Has(params string[] names) => names.Any(rows.Contains);
        var arrives = Has(Rows.Arriving, Rows.Hot);
        return this with
        {
            Settled = arrives || Has(Rows.Settled, Rows.Cpu, Rows.Calls, Rows.Allocated, Rows.Repeats, Rows.Creates)
                ? Settled : 0,
            Validated = arrives || Has(Rows.Validates, Rows.Snippets, Rows.Hooks, Rows.Lifecycle) ? Validated : 0,
            Slow = Has(Rows.Slow) ? Slow : 0,
            Arriving = arrives ? Arriving : 0,
            Stored = Has(Rows.Stored) ? Stored : 0,
        };
    }
}
