using QliroAdapter.Bench.Programs;

namespace QliroAdapter.Bench.Table;

/// <summary>One row of the table of targets.</summary>
/// <param name="Name">As in <see cref="Rows"/>.</param>
/// <param name="Title">What stands in the table.</param>
/// <param name="Sign">Whether the value must be at least, at most or below the target.</param>
/// <param name="OnSqlite">The target on SQLite.</param>
/// <param name="OnPostgres">The target on PostgreSQL.</param>
/// <param name="IsRatio">True when values are divided by the baseline's of the same round.</param>
internal sealed record Row(
    string Name, string Title, Sign Sign, double OnSqlite, double OnPostgres, bool IsRatio = true)
{
    /// <summary>In the order of the table.</summary>
    public static IReadOnlyList<Row> All { get; } =
    [
        new(Rows.Settled, "settled pushes", Sign.Min, 1.3, 1.1),
        new(Rows.Cpu, "processor time for a settled push", Sign.Max, 1.1, 1.1),
        new(Rows.Calls, "calls to partners for a settled push", Sign.Max, 1.0, 1.0),
        new(Rows.Repeats, "repeated pushes", Sign.Min, 2.0, 1.2),
        new(Rows.Creates, "creates", Sign.Min, 1.0, 1.0),
        new(Rows.Validates, "validates", Sign.Min, 1.1, 1.0),
        new(Rows.Snippets, "snippet GET", Sign.Min, 1.3, 1.2),
        new(Rows.Hooks, "cart hook", Sign.Min, 1.4, 1.2),
        new(Rows.Lifecycle, "lifecycle, create to captured", Sign.Min, 1.2, 1.0),
        new(Rows.Slow, "settled pushes, partners at 20 ms, 400 callers", Sign.Min, 2.0, 2.0),
        new(Rows.Arriving, "p99 of pushes and validates at half of the slowest program's rate", Sign.Max, 1.0, 1.2),
        new(Rows.Hot, "others' p99 beside a hot payment, by that without", Sign.Below, 1.25, 1.25, IsRatio: false),
        new(Rows.Allocated, "kB allocated for a settled push", Sign.Max, 80, 80, IsRatio: false),
        new(Rows.Stored, "a push beside the stored payments, by one in an empty table", Sign.Max, 1.2, 1.2,
            IsRatio: false),
    ];

    /// <summary>The values of each round; empty when the row was not measured.</summary>
    public IReadOnlyList<double> Values(Measurements results, string program)
        => IsRatio ? results.Ratios(Name, program, AllPrograms.Baseline) : results.Of(Name, program);

    public double Target(string program) => program == AllPrograms.OnSqlite ? OnSqlite : OnPostgres;

    /// <summary>Null when the row was not measured for this program.</summary>
    public bool? IsMet(Measurements results, string program)
    {
        if (Values(results, program) is not { Count: > 0 } values) return null;
        // A message to the hot payment that is refused is a failure, however little the others feel of it.
        if (Name == Rows.Hot && results.Of(Rows.HotRefused, program).Any(refused => refused > 0)) return false;
        var (median, target) = (Measurements.Median(values), Target(program));
        return Sign switch
        {
            Sign.Min => median >= target,
            Sign.Max => median <= target,
            _ => median < target,
        };
    }
}

/// <summary>How a value is compared with its target.</summary>
internal enum Sign
{
    Min,
    Max,
    Below,
}
