using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QliroAdapter.Tests;

namespace QliroAdapter.EmbeddedSilo.Tests;

/// <summary>An engine that cannot make actors until it is whole.</summary>
internal sealed class BrokenSilo : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();
    private readonly Activations<string, Actor> actors;

    public BrokenSilo() => actors = new(
        key => IsWhole ? new Actor(key) : throw new InvalidOperationException("no actor"), new(), new(), new OwnTurns(),
        new SimulatedTime(), new(services.GetRequiredService<IMeterFactory>()), NullLogger.Instance);

    public bool IsWhole { get; set; }

    public Task<int> Send() => actors.Turn("one", actor => actor.Turn(_ => Task.CompletedTask));

    public void Dispose()
    {
        actors.Dispose();
        services.Dispose();
    }
}
