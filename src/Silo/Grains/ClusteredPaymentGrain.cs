using Orleans.Concurrency;
using Orleans.Placement;
using Orleans.Serialization.Invocation;
using QliroAdapter.EmbeddedSilo;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Payments;

namespace QliroAdapter.Silo;

/// <summary>
/// <see cref="PaymentGrain"/> as an Orleans grain: its state through the grain's persistent state, its turns through a
/// <see cref="TurnQueue"/>. Reentrant only so that a message is seen when it arrives; turns never overlap. Placed where
/// it is first asked for: whoever spreads the calls over the nodes spreads the payments, and most calls stay on their
/// node.
/// </summary>
[Reentrant]
[PreferLocalPlacement]
[Immovable]
internal sealed class ClusteredPaymentGrain(
    IGrainContext context,
    [PersistentState(ClusterStorage.PaymentState, ClusterStorage.Name)] IPersistentState<StoredState> state,
    ClusteredGrains grains)
    : PaymentGrain(
            PaymentKey.Parse(context.GrainId.Key.ToString()!),
            grains.Services.On(new PersistentStateStore(state, grains))),
        IGrainBase, IClusteredPaymentGrain, IIncomingGrainCallFilter
{
    private readonly TurnQueue turns = grains.Turns();

    public IGrainContext GrainContext => context;

    public Task OnActivateAsync(CancellationToken token) => grains.Entered();

    public Task OnDeactivateAsync(DeactivationReason reason, CancellationToken token) => grains.Left();

    /// <summary>Every message passes here before its method.</summary>
    public Task Invoke(IIncomingGrainCallContext call) => TurnKinds.Of(call.InterfaceMethod) switch
    {
        TurnKind.Beside => call.Invoke(),
        TurnKind.Hook => InvokeHook(call),
        _ => turns.Take(call.Invoke),
    };

    private async Task InvokeHook(IIncomingGrainCallContext call)
    {
        if (await turns.TryTake(this, Hooks.Patience, call.Invoke)) return;
        Outcome<HookAnswer> overtaken = Overtaken.By(PaymentKey.Parse(context.GrainId.Key.ToString()!));
        call.Response = Response.FromResult(overtaken);
    }
}
