using QliroAdapter.Bench.Partners;
using QliroAdapter.Bench.Programs;

namespace QliroAdapter.Bench.Stages;

/// <summary>One program in one round: its orders, by group, and what the stages before have made of them.</summary>
/// <param name="program">The program that is called.</param>
/// <param name="sizes">How many orders each group has.</param>
/// <param name="results">Where values are kept.</param>
internal sealed class Visit(BenchProgram program, Sizes sizes, Measurements results)
{
    public BenchProgram Program => program;

    public Sizes Sizes => sizes;

    /// <summary>Payments by order, filled by the creates.</summary>
    public Dictionary<string, string> Payments { get; } = new(StringComparer.Ordinal);

    /// <inheritdoc cref="Sizes.Settled"/>
    public IReadOnlyList<string> Settled { get; private set; } = [];

    /// <inheritdoc cref="Sizes.Validated"/>
    public IReadOnlyList<string> Validated { get; private set; } = [];

    /// <inheritdoc cref="Sizes.Slow"/>
    public IReadOnlyList<string> Slow { get; private set; } = [];

    /// <summary>Orders whose pushes arrive by themselves: alone, then beside a hot payment.</summary>
    public IReadOnlyList<string> Pushed { get; private set; } = [];

    /// <summary>Orders whose validates arrive by themselves, likewise.</summary>
    public IReadOnlyList<string> Asked { get; private set; } = [];

    /// <summary>The pushes of <see cref="Settled"/>.</summary>
    public IReadOnlyList<Callback> Pushes { get; set; } = [];

    public void Record(string row, double value) => results.Add(row, program.Name, value);

    /// <summary>The value that this program had in this round.</summary>
    public double Now(string row) => results.Last(row, program.Name);

    /// <summary>Norce's orders, before anybody pays.</summary>
    public async Task AddOrders()
    {
        // Latency is compared between programs of one node.
        var arriving = program.Name == AllPrograms.TwoNodes ? 0 : 2 * sizes.Arriving;
        var count = sizes.Settled + sizes.Validated + sizes.Slow + (2 * arriving);
        var orders = new Queue<string>(await program.Partners.AddOrders(count));
        IReadOnlyList<string> Next(int number) => [.. Enumerable.Range(0, number).Select(_ => orders.Dequeue())];
        (Settled, Validated, Slow) = (Next(sizes.Settled), Next(sizes.Validated), Next(sizes.Slow));
        (Pushed, Asked) = (Next(arriving), Next(arriving));
    }
}
