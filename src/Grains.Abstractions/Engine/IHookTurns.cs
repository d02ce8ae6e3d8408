using QliroAdapter.NorceCallbacks;

namespace QliroAdapter;

/// <summary>
/// Turns on behalf of Norce's hooks. Norce holds its order while a hook waits, so the hook method itself interleaves:
/// it tells the running turn that a hook waits, then calls the grain here for a turn of its own. When <c>timeout</c> is
/// cancelled before that turn has begun, the turn never begins.
/// </summary>
public interface IHookTurns : IGrainWithStringKey
{
    /// <inheritdoc cref="IPaymentGrain.UpdatePayment"/>
    /// <exception cref="OperationCanceledException">The turn did not begin in time and never will.</exception>
    Task<Outcome<HookAnswer>> UpdatePayment(UpdatePayment message, CancellationToken timeout);

    /// <inheritdoc cref="IPaymentGrain.ChangeState"/>
    /// <inheritdoc cref="UpdatePayment" path="/exception"/>
    Task<Outcome<HookAnswer>> ChangeState(ChangeState message, CancellationToken timeout);

    /// <inheritdoc cref="IPaymentGrain.CompleteUpsell"/>
    /// <inheritdoc cref="UpdatePayment" path="/exception"/>
    Task<Outcome<HookAnswer>> CompleteUpsell(CompleteUpsell message, CancellationToken timeout);
}
