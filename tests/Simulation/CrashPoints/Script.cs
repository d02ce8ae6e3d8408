using System.Text.Json.Nodes;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// What people do in a scripted life, and what each order must have come to, whatever befell the adapter.
/// </summary>
internal sealed record Script(string Name, Func<Callers, Task> Live, params IReadOnlyList<string> Ends)
{
    /// <summary>Switches the channel's document has on, under <c>options</c>.</summary>
    public IReadOnlyList<string> Options { get; init; } = [];

    public void Configure(JsonObject document)
    {
        foreach (var option in Options) document["options"]![option] = true;
    }
}
