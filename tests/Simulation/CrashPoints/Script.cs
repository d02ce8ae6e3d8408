using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// What people do in a scripted run, and the final state that each order must have, whatever happened to the adapter.
/// </summary>
internal sealed record Script(string Name, Func<Callers, Task> Live, params IReadOnlyList<string> Ends)
{
    private static readonly TimeSpan window = TimeSpan.FromMinutes(5);

    public Offers Offers { get; private init; } = new(AddsGoods: false, window, Renews: false);

    /// <summary>
    /// The same script in a channel that lets goods be added, saves the means of payment, or leaves the delivery to
    /// Qliro's frame.
    /// </summary>
    public Script With(bool addsGoods = false, bool renews = false, bool ships = false)
        => this with { Offers = new(addsGoods, window, renews) { Ships = ships } };

    /// <summary>
    /// The final states when the last call came before Norce was told of the purchase; empty when that changes nothing.
    /// </summary>
    private IReadOnlyList<string> EndsWhenEarly { get; init; } = [];

    public Script OrWhenEarly(params IReadOnlyList<string> ends) => this with { EndsWhenEarly = ends };

    /// <summary>Requires that the world at rest shows the script's final states.</summary>
    public void MustEnd(World world)
    {
        var ends = EndsOf(world);
        world.Auditor.Must(MayEnd(ends),
            $"{Name} ends as\n  {string.Join("\n  ", ends)}\nand not as\n  {string.Join("\n  ", Ends)}");
    }

    public bool MayEnd(IReadOnlyList<string> ends)
        => ends.SequenceEqual(Ends) || (EndsWhenEarly.Count > 0 && ends.SequenceEqual(EndsWhenEarly));

    /// <summary>The final state of each order of this world.</summary>
    public static IReadOnlyList<string> EndsOf(World world)
        => [.. world.Purchases.Select(purchase => Ending.Of(world, purchase))];
}
