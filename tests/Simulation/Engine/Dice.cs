namespace QliroAdapter.Simulation.Engine;

/// <summary>The source of every choice of a world: the same seed makes the same choices in the same order.</summary>
internal sealed class Dice(int seed)
{
    private readonly Random random = new(seed);

    public double Next() => random.NextDouble();

    public bool Chance(double probability) => probability > 0 && Next() < probability;

    /// <summary>0 to <paramref name="bound"/> - 1.</summary>
    public int Below(int bound) => random.Next(bound);

    public int Between(int min, int max) => random.Next(min, max + 1);

    public T Of<T>(params IReadOnlyList<T> choices) => choices[Below(choices.Count)];

    /// <summary>Whole milliseconds.</summary>
    public TimeSpan Seconds(double min, double max)
        => TimeSpan.FromMilliseconds((long)(1000 * (min + (Next() * (max - min)))));
}
