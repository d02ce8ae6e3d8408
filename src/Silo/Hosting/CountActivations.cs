using System.Diagnostics.CodeAnalysis;
using Orleans.Metadata;
using Orleans.Runtime;
using QliroAdapter.Norce;
using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>
/// Counts the payments and orders in memory as they are activated and deactivated, without any code in the grains.
/// </summary>
internal sealed class CountActivations(SiloMetrics metrics, GrainClassMap classes)
    : IConfigureGrainContextProvider, IConfigureGrainContext
{
    public bool TryGetConfigurator(
        GrainType grainType, GrainProperties properties, [NotNullWhen(true)] out IConfigureGrainContext? configurator)
    {
        configurator = classes.TryGetGrainClass(grainType, out var grain) && OurCalls.IsOurs(grain)
            && grain != typeof(ChannelGrain) && grain != typeof(OperatorSessionsGrain) && grain != typeof(ClusterGrain)
            && grain != typeof(BacklogGrain)
                ? this
                : null;
        return configurator is not null;
    }

    public void Configure(IGrainContext context) => context.ObservableLifecycle.Subscribe(
        nameof(CountActivations), GrainLifecycleStage.First, Entered, Left);

    private Task Entered(CancellationToken cancellation)
    {
        metrics.ActivationEntered();
        return Task.CompletedTask;
    }

    private Task Left(CancellationToken cancellation)
    {
        metrics.ActivationLeft();
        return Task.CompletedTask;
    }
}
