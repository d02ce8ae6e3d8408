using System.Collections.Concurrent;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// Worlds for histories: a history has one for itself, and returns it when everything went well. Thread-safe.
/// </summary>
internal sealed class Worlds : IAsyncDisposable
{
    /// <summary>How many histories one world runs; its lists grow with each of them.</summary>
    private const int HistoriesMax = 50;

    private readonly ConcurrentBag<World> free = [];

    public async Task<World> Take() => free.TryTake(out var world) ? world : await World.Make();

    public async Task GiveBack(World world)
    {
        if (world.Histories < HistoriesMax) free.Add(world);
        else await world.DisposeAsync();
    }

    public async ValueTask DisposeAsync()
    {
        foreach (var world in free) await world.DisposeAsync();
    }
}
