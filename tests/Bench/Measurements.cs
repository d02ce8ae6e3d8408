namespace QliroAdapter.Bench;

/// <summary>What was measured: for each row and program a value of each round.</summary>
internal sealed class Measurements
{
    private readonly Dictionary<(string Row, string Program), List<double>> values = [];

    public void Add(string row, string program, double value)
    {
        if (!values.TryGetValue((row, program), out var known)) values[(row, program)] = known = [];
        known.Add(value);
    }

    /// <summary>The value of the last round.</summary>
    public double Last(string row, string program) => values[(row, program)][^1];

    /// <summary>A value of each round; empty when it was not measured.</summary>
    public IReadOnlyList<double> Of(string row, string program) => values.GetValueOrDefault((row, program)) ?? [];

    /// <summary>The program's value divided by the other's, of each round.</summary>
    public IReadOnlyList<double> Ratios(string row, string program, string other)
        => [.. Of(row, program).Zip(Of(row, other), (one, two) => one / two)];

    public static double Median(IReadOnlyList<double> values)
    {
        var sorted = values.Order().ToList();
        return (sorted[(sorted.Count - 1) / 2] + sorted[sorted.Count / 2]) / 2;
    }
}
