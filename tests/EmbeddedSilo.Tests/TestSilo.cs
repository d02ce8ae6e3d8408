using System.Collections.Concurrent;
using System.Diagnostics.Metrics;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging.Abstractions;
using QliroAdapter.EmbeddedSilo;
using QliroAdapter.Store;
using QliroAdapter.Tests;

namespace QliroAdapter.EmbeddedSilo.Tests;

/// <summary>The engine with actors of a test's own kind, keyed by text, on a simulated clock.</summary>
internal sealed class TestSilo : IDisposable
{
    private readonly ServiceProvider services = new ServiceCollection().AddMetrics().BuildServiceProvider();

    public TestSilo(EmbeddedSiloOptions? options = null, ITurnClaims? claims = null)
    {
        Metrics = new(services.GetRequiredService<IMeterFactory>());
        Actors = new(Create, options ?? new(), Intake, claims ?? new OwnTurns(), Time, Metrics, NullLogger.Instance);
    }

    public SimulatedTime Time { get; } = new();

    public Intake Intake { get; } = new();

    public SiloMetrics Metrics { get; }

    public Activations<string, Actor> Actors { get; }

    /// <summary>Every activation there ever was, oldest first per key.</summary>
    public ConcurrentQueue<Actor> Created { get; } = new();

    public Task<int> Turn(string key, Func<Actor, Task> turn) => Actors.Turn(key, actor => actor.Turn(turn));

    public Task<string> Hook(string key, Func<Actor, Task> turn)
        => Actors.Hook(key, async actor =>
        {
            await actor.Turn(turn);
            return "served";
        }, () => "overtaken");

    public Task<int> Beside(string key, Func<Actor, Task> read) => Actors.Beside(key, async actor =>
    {
        await read(actor);
        return 0;
    });

    public void Dispose()
    {
        Actors.Dispose();
        services.Dispose();
    }

    private Actor Create(string key)
    {
        var actor = new Actor(key);
        Created.Enqueue(actor);
        return actor;
    }
}

/// <summary>Counts its turns and notices when two of them overlap.</summary>
internal sealed class Actor(string key) : IHookAware
{
    private int inside;

    public string Key => key;

    public int Turns { get; private set; }

    public bool EverOverlapped { get; private set; }

    /// <summary><c>+</c> for a hook that arrived, <c>-</c> for one that was served or gave up.</summary>
    public ConcurrentQueue<char> Hooks { get; } = new();

    /// <summary>How many turns this activation has had, this one included.</summary>
    public async Task<int> Turn(Func<Actor, Task> turn)
    {
        if (Interlocked.Increment(ref inside) != 1) EverOverlapped = true;
        var number = ++Turns;
        try
        {
            await turn(this);
        }
        finally
        {
            Interlocked.Decrement(ref inside);
        }

        return number;
    }

    public void HookArrived() => Hooks.Enqueue('+');

    public void HookServed() => Hooks.Enqueue('-');
}

/// <summary>A turn that a test holds open: tells when it was entered, goes on when told.</summary>
internal sealed class Gate
{
    private readonly TaskCompletionSource entered = new(TaskCreationOptions.RunContinuationsAsynchronously);
    private readonly TaskCompletionSource opened = new(TaskCreationOptions.RunContinuationsAsynchronously);

    public Task Entered => entered.Task;

    public void Open() => opened.TrySetResult();

    public Task Pass(Actor actor)
    {
        entered.TrySetResult();
        return opened.Task;
    }
}
