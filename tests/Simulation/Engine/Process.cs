using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Http;
using Microsoft.Extensions.Options;
using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Simulation.Faults;
using QliroAdapter.Silo;
using QliroAdapter.Store;
using QliroAdapter.Tests;

namespace QliroAdapter.Simulation.Engine;

/// <summary>
/// One process of the adapter: the real grains and clients with their real registration, living life after life.
/// </summary>
internal sealed class Process(World world, string name)
{
    private static readonly TimeSpan ScansInCalm = TimeSpan.FromMinutes(1);

    private readonly HashSet<string> working = new(StringComparer.Ordinal);
    private int lives;

    public Life Life { get; private set; } = null!;

    public IPaymentGrains Grains { get; private set; } = null!;

    /// <summary>Keys that something is done for, or waits to be done for; none at rest.</summary>
    public IEnumerable<string> Busy => Engine.Busy.Concat(working);

    private LocalGrains Engine { get; set; } = null!;

    private ReconciliationOptions Reconciliation { get; set; } = null!;

    public void Start()
    {
        var life = Life = new(world, $"{name}.{++lives}");
        life.AtEnd(() => world.Time.At(world.Weather.DownSeconds, Start));
        working.Clear();
        IPaymentStore store = world.Defect.Around(new ProcessStore(world, life, world.Store), world);
        var services = new ServiceCollection()
            .AddSingleton<TimeProvider>(life.Clock)
            .AddSingleton<Func<double>>(world.Dice.Draw)
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
            builder.PrimaryHandler = world.Defect.Around(new PartnerWire(world, life, partner), partner, world);
        }));
        // A handler that expires keeps its world in memory, by timers of the framework's own.
        services.ConfigureAll<HttpClientFactoryOptions>(options => options.HandlerLifetime = Timeout.InfiniteTimeSpan);
        var provider = services.BuildServiceProvider();
        Grains = provider.GetRequiredService<IPaymentGrains>();
        Reconciliation = provider.GetRequiredService<IOptions<ReconciliationOptions>>().Value;
        if (world.IsCalm) LookEvery(World.LooksInCalm);
        Engine = provider.GetRequiredService<LocalGrains>();
        world.Trace.Add($"{life.Name} starts");
        _ = DoDueWork(life, store, Engine);
        _ = SetTheClock(life);
    }

    /// <summary>From now on.</summary>
    public void LookEvery(TimeSpan interval) => Reconciliation.IntervalSeconds = interval.TotalSeconds;

    private async Task DoDueWork(Life life, IPaymentStore store, LocalGrains engine)
    {
        while (!life.IsOver)
        {
            await world.Time.Pause(world.IsCalm ? ScansInCalm : world.Dice.Seconds(0.5, 3));
            foreach (var key in await store.Due(life.Clock.GetUtcNow(), 50, CancellationToken.None))
            {
                if (working.Add(key)) _ = Continue(life, engine, key);
            }
        }
    }

    private async Task Continue(Life life, LocalGrains engine, string key)
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
        if (!life.IsOver) working.Remove(key);
    }

    private async Task SetTheClock(Life life)
    {
        while (!life.IsOver)
        {
            await world.Time.Pause(TimeSpan.FromMinutes(1));
            if (world.IsCalm)
            {
                life.Clock.Skew = TimeSpan.Zero;
                return;
            }
            if (world.Dice.Chance(world.Weather.ClockJump))
            {
                life.Clock.Skew = world.Dice.Seconds(-30, world.Dice.Of(5, 120, 3600));
                world.Trace.Add($"{life.Name} clock is off by {life.Clock.Skew}");
            }
        }
    }
}
