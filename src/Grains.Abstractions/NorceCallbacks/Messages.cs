using QliroAdapter.Norce;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Norce's hook: the order is about to change (cart, shippings, payments). Norce holds the order while the hook runs,
/// so nothing is written there; Qliro's order is updated before the answer. The same order again costs no Qliro call.
/// Refusals in order: payment-not-found, order-conflict (purchase under way or done, or no turn in time),
/// order-bad-request, order-validation, qliro-*. A refusal stops the change at Norce.
/// </summary>
public sealed record UpdatePayment
{
    /// <summary>The order as it would be after the change.</summary>
    public required NorceOrder Order { get; init; }
}

/// <summary>
/// Norce's hook: somebody other than this adapter is about to change the order's state. Refusals in order:
/// payment-not-found, order-conflict (Qliro's order does not allow that state), qliro-error.
/// </summary>
public sealed record ChangeState
{
    /// <summary>The order with its proposed state.</summary>
    public required NorceOrder Order { get; init; }
}

/// <summary>
/// Patches on our own payment. Norce applies them before it commits the change. Empty when the payment need not change.
/// </summary>
public sealed record HookAnswer
{
    /// <summary>
    /// JSON Patch operations with paths under <c>/payments/{index}</c>, where the index is the position in the received
    /// order.
    /// </summary>
    public required IReadOnlyList<PatchOperation> Patches { get; init; }
}
