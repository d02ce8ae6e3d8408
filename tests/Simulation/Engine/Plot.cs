using QliroAdapter.Simulation.Faults;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.Engine;

/// <summary>What is laid down about a world before it is lived: here, all of it is drawn from its seed.</summary>
internal class Plot
{
    public static readonly Plot Random = new();

    public virtual Weather Weather(Dice dice) => Faults.Weather.Random(dice);

    /// <summary>How many processes share the store.</summary>
    public virtual int Processes(Dice dice) => dice.Chance(0.3) ? 2 : 1;

    public virtual Offers Offers(Dice dice) => People.Offers.Random(dice);

    /// <summary>Whoever lives here enters; done when nobody else will.</summary>
    public virtual Task Arrive(World world) => world.Shop();

    /// <summary>Whether the process dies as it passes this gate.</summary>
    public virtual bool DiesAt(World world, ProcessRun run, string gate) => world.Dice.Chance(world.Weather.Crash);

    /// <summary>A call has come in, or is about to be answered.</summary>
    public virtual void Exchanged()
    {
    }

    /// <summary>What must hold at rest besides what must hold in every world.</summary>
    public virtual void AtRest(World world)
    {
    }

    /// <summary>The command that lives it again and shows its trace.</summary>
    public virtual string Replay(int seed) => $"./simulate.sh --seeds 1 --from {seed}";
}
