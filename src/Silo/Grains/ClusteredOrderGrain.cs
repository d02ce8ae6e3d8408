using Orleans.Concurrency;
using Orleans.Placement;
using QliroAdapter.Checkout;

namespace QliroAdapter.Silo;

/// <summary><see cref="OrderGrain"/> as an Orleans grain; see <see cref="ClusteredPaymentGrain"/>.</summary>
[Reentrant]
[PreferLocalPlacement]
[Immovable]
internal sealed class ClusteredOrderGrain(
    IGrainContext context,
    [PersistentState(ClusterStorage.OrderState, ClusterStorage.Name)] IPersistentState<StoredState> state,
    ClusteredGrains grains)
    : OrderGrain(
            OrderKey.Parse(context.GrainId.Key.ToString()!),
            grains.Services.On(new PersistentStateStore(state, grains))),
        IGrainBase, IClusteredOrderGrain, IIncomingGrainCallFilter
{
    private readonly TurnQueue turns = grains.Turns();

    public IGrainContext GrainContext => context;

    public Task OnActivateAsync(CancellationToken token) => grains.Entered();

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => grains.Left();

    /// <summary>Every message passes here before its method; each takes its turn.</summary>
    public Task Invoke(IIncomingGrainCallContext call) => turns.Take(call.Invoke);
}
