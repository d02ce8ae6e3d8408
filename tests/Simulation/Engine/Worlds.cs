using QliroAdapter.Simulation.Defects;

namespace QliroAdapter.Simulation.Engine;

/// <summary>Worlds of many seeds: as many at once as there are cores, each on one thread and sharing nothing.</summary>
internal static class Worlds
{
    /// <summary>Room for continuations that run nested in each other.</summary>
    private const int StackBytes = 64 * 1024 * 1024;

    /// <summary>
    /// Runs the worlds of these seeds and returns those in which something was found, by seed; reports each world as it
    /// ends.
    /// </summary>
    public static IReadOnlyList<World.Outcome> Live(
        int firstSeed, int seeds, Func<Defect> defect, Action<World.Outcome> lived)
    {
        List<World.Outcome> wrong = [];
        Each(firstSeed, seeds, seed =>
        {
            var outcome = World.Run(seed, defect());
            lock (wrong)
            {
                if (outcome.Violations.Count > 0) wrong.Add(outcome);
                lived(outcome);
            }
            return true;
        });
        return [.. wrong.OrderBy(outcome => outcome.Seed)];
    }

    /// <summary>The first world in which something is wrong; null when there is none.</summary>
    public static World.Outcome? FirstWrong(int firstSeed, int seeds, Func<Defect> defect)
    {
        World.Outcome? wrong = null;
        Each(firstSeed, seeds, seed =>
        {
            if (World.Run(seed, defect()) is { Violations.Count: > 0 } outcome) Volatile.Write(ref wrong, outcome);
            return Volatile.Read(ref wrong) is null;
        });
        return wrong;
    }

    /// <summary>Runs the world of one seed and keeps its trace.</summary>
    public static World.Outcome Watch(int seed, Defect? defect = null)
    {
        World.Outcome? outcome = null;
        Alone(() => outcome = World.Run(seed, defect ?? Defect.None, isTraced: true));
        return outcome!;
    }

    /// <summary>Runs work on one thread, with the stack that a world needs.</summary>
    public static void Alone(Action work) => OnThreads(1, work);

    /// <summary>Runs work for each number on all cores, until none is left or one returns false.</summary>
    public static void Each(int firstSeed, int seeds, Func<int, bool> goesOn)
    {
        var next = firstSeed - 1;
        var isEnough = false;
        OnThreads(Math.Min(seeds, Environment.ProcessorCount), () =>
        {
            while (!Volatile.Read(ref isEnough)
                && Interlocked.Increment(ref next) is var seed && seed < firstSeed + seeds)
            {
                if (!goesOn(seed)) Volatile.Write(ref isEnough, true);
            }
        });
    }

    /// <summary>
    /// Runs on threads of our own: without a synchronization context, and with the stack that worlds need. Exceptions
    /// are thrown to the caller.
    /// </summary>
    private static void OnThreads(int count, Action work)
    {
        Exception? thrown = null;
        var threads = Enumerable.Range(0, count).Select(_ => new Thread(Guarded, StackBytes)).ToList();
        foreach (var thread in threads) thread.Start();
        foreach (var thread in threads) thread.Join();
        if (thrown is not null) throw new InvalidOperationException("A world could not be lived.", thrown);

        void Guarded()
        {
            try
            {
                work();
            }
            catch (Exception exception)
            {
                Volatile.Write(ref thrown, exception);
            }
        }
    }
}
