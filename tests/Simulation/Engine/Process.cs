using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using QliroAdapter.Checkout;
using QliroAdapter.Composition;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Silo;
using QliroAdapter.Simulation.Faults;
using QliroAdapter.Store;
using QliroAdapter.Tests;

namespace QliroAdapter.Simulation.Engine;

/// <summary>
/// One process of the adapter: the real grains and clients with their real registration, started again after each
/// death.
/// </summary>
internal sealed class Process(World world, string name)
{
    private static readonly TimeSpan scansInCalm = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> working = new(StringComparer.Ordinal);
    private int lives;

    public ProcessRun Run { get; private set; } = null!;

    public IPaymentGrains Grains { get; private set; } = null!;

    /// <summary>Keys for which something runs or waits; empty at rest.</summary>
    public IEnumerable<string> Busy => Engine.Busy.Concat(working);

    private LocalGrains Engine { get; set; } = null!;

    private ReconciliationOptions Reconciliation { get; set; } = null!;

    public void Start()
    {
        var run = Run = new(world, $"{name}.{++lives}");
        run.AtEnd(() => world.Time.At(world.Weather.DownSeconds, Start));
        working.Clear();
        IPaymentStore store = world.Defect.Around(new ProcessStore(world, run, world.Store), world);
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(run.Clock)
            .AddSingleton<Func<double>>(world.Dice.Next)
            .AddSingleton(world.Settings)
            .AddSingleton(store)
            .AddSingleton(provider => new LocalGrains(new(provider.GetRequiredService<PaymentServices>), new()
            {
                Leaves = () => world.Dice.Chance(world.Weather.Idle),
                SharesAnswer = method => method.Name == nameof(IPaymentGrain.Get),
            }, ChannelGrains.Of(provider, world.Documents)))
            .AddSingleton(provider => world.Defect.Around(provider.GetRequiredService<LocalGrains>(), world))
            .AddLogging()
            .AddCallbackTokens(world.Settings)
            .AddQliro(world.Settings)
            .AddNorce(world.Settings)
            .AddPayments(world.Settings);
        services.ConfigureAll<HttpClientFactoryOptions>(
            options => options.HttpMessageHandlerBuilderActions.Add(builder =>
        {
            var partner = builder.Name!.Contains("Norce", StringComparison.Ordinal) ? world.NorceSide : world.QliroSide;
            builder.PrimaryHandler = world.Defect.Around(new PartnerWire(world, run, partner), partner, world);
        }));
        // A handler that expires keeps its world in memory, because the framework's own timers hold it.
        services.ConfigureAll<HttpClientFactoryOptions>(options => options.HandlerLifetime = Timeout.InfiniteTimeSpan);
        var provider = services.BuildServiceProvider();
        Grains = provider.GetRequiredService<IPaymentGrains>();
        Reconciliation = provider.GetRequiredService<IOptions<ReconciliationOptions>>().Value;
        if (world.IsCalm) ScanEvery(World.ScansInCalm);
        Engine = provider.GetRequiredService<LocalGrains>();
        world.Trace.Add($"{run.Name} starts");
        _ = DoDueWork(run, store, Engine);
        _ = SetTheClock(run);
    }

    /// <summary>Sets the interval from now on.</summary>
    public void ScanEvery(TimeSpan interval) => Reconciliation.IntervalSeconds = interval.TotalSeconds;

    private async Task DoDueWork(ProcessRun run, IPaymentStore store, LocalGrains engine)
    {
        while (!run.IsOver)
        {
            await world.Time.Pause(world.IsCalm ? scansInCalm : world.Dice.Seconds(0.5, 3));
            foreach (var key in await store.Due(run.Clock.GetUtcNow(), 50, CancellationToken.None))
            {
                if (working.Add(key)) _ = Continue(run, engine, key);
            }
        }
    }

    private async Task Continue(ProcessRun run, LocalGrains engine, string key)
    {
        try
        {
            await engine.Continue(key);
        }
        catch (Exception exception)
        {
            world.Auditor.Threw($"due work of {key}", exception);
            await world.Time.Pause(TimeSpan.FromSeconds(5));
        }
        if (!run.IsOver) working.Remove(key);
    }

    private async Task SetTheClock(ProcessRun run)
    {
        while (!run.IsOver)
        {
            await world.Time.Pause(TimeSpan.FromMinutes(1));
            if (world.IsCalm)
            {
                run.Clock.Skew = TimeSpan.Zero;
                return;
            }
            if (world.Dice.Chance(world.Weather.ClockJump))
            {
                run.Clock.Skew = world.Dice.Seconds(-30, world.Dice.Of(5, 120, 3600));
                world.Trace.Add($"{run.Name} clock is off by {run.Clock.Skew}");
            }
        }
    }
}
