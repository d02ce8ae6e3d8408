using QliroAdapter.Simulation.Defects;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Garbage;

/// <summary>
/// Runs seeds, some at once, until so many answers were spoiled; which seeds these are does not depend on the machine.
/// </summary>
internal sealed class GarbageSum(Func<Defect>? defect = null)
{
    /// <summary>Seeds between which the sum is looked at.</summary>
    private const int Batch = 16;

    private readonly List<World.Outcome> wrong = [];
    private readonly SortedDictionary<string, int> operations = new(StringComparer.Ordinal);
    private readonly SortedDictionary<string, int> waysUsed = new(StringComparer.Ordinal);

    public int Spoiled { get; private set; }

    public int Runs { get; private set; }

    public IReadOnlyList<World.Outcome> Wrong => wrong;

    public IReadOnlyDictionary<string, int> Operations => operations;

    public IReadOnlyDictionary<string, int> Ways => waysUsed;

    public GarbageSum Live(int firstSeed, int spoiledMin)
    {
        for (var seed = firstSeed; Spoiled < spoiledMin; seed += Batch)
        {
            Worlds.Each(seed, Batch, number =>
            {
                var run = new GarbageRun(number);
                Add(run, run.Live(defect?.Invoke()));
                return true;
            });
        }
        wrong.Sort((one, other) => one.Seed.CompareTo(other.Seed));
        return this;
    }

    public IEnumerable<string> Lines() =>
    [
        .. operations.Select(one => $"{one.Value,6}  {one.Key}"),
        .. waysUsed.Select(one => $"{one.Value,6}  {one.Key}"),
    ];

    public override string ToString()
        => $"{Spoiled} spoiled answers to {operations.Count} operations in {waysUsed.Count} ways, {Runs} purchases, "
            + $"{wrong.Count} findings";

    private void Add(GarbageRun run, World.Outcome outcome)
    {
        lock (wrong)
        {
            if (outcome.Violations.Count > 0) wrong.Add(outcome);
            foreach (var ((operation, way), count) in run.Spoiled)
            {
                operations[operation] = operations.GetValueOrDefault(operation) + count;
                waysUsed[way] = waysUsed.GetValueOrDefault(way) + count;
            }
            Spoiled += run.Count;
            Runs++;
        }
    }
}
