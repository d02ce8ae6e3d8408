using QliroAdapter.NorceCallbacks;

namespace QliroAdapter;

/// <summary>
/// The turns of Norce's hooks. Norce holds its order while a hook waits, so the hook itself interleaves: it tells the
/// running turn, then asks for its own turn here and takes it back when <c>timeout</c> ends before it began.
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
