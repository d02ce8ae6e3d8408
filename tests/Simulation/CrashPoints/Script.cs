using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// What people do in a scripted life, and what each order must have come to, whatever befell the adapter.
/// </summary>
internal sealed record Script(string Name, Func<Callers, Task> Live, params IReadOnlyList<string> Ends)
{
    private static readonly TimeSpan window = TimeSpan.FromMinutes(5);

    public Offers Offers { get; private init; } = new(AddsGoods: false, window, Renews: false);

    /// <summary>
    /// In a channel that lets goods be added, keeps what was paid with, or leaves the delivery to Qliro's frame.
    /// </summary>
    public Script With(bool addsGoods = false, bool renews = false, bool ships = false)
        => this with { Offers = new(addsGoods, window, renews) { Ships = ships } };
}
