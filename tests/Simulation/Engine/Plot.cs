using QliroAdapter.Simulation.Faults;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.Engine;

/// <summary>What is decided about a world before it runs; here everything is drawn from its seed.</summary>
internal class Plot
{
    public static readonly Plot Random = new();

    public virtual Weather Weather(Dice dice) => Faults.Weather.Random(dice);

    /// <summary>How many processes share the store.</summary>
    public virtual int Processes(Dice dice) => dice.Chance(0.3) ? 2 : 1;

    public virtual Offers Offers(Dice dice) => People.Offers.Random(dice);

    /// <summary>Lets the people of this world enter; completes when nobody else comes.</summary>
    public virtual Task Arrive(World world) => world.Shop();

    /// <summary>True when the process dies as it passes this gate.</summary>
    public virtual bool DiesAt(World world, ProcessRun run, string gate) => world.Dice.Chance(world.Weather.Crash);

    /// <summary>Called when a call has come in, or is about to be answered.</summary>
    public virtual void Exchanged()
    {
    }

    /// <summary>Called with each refusal that a caller gets.</summary>
    public virtual void Refused(World world, string what, PaymentError error)
    {
    }

    /// <summary>Rules at rest in addition to those that hold in every world.</summary>
    public virtual void AtRest(World world)
    {
    }

    /// <summary>The command that runs it again and shows its trace.</summary>
    public virtual string Replay(int seed) => $"./simulate.sh --seeds 1 --from {seed}";
}
