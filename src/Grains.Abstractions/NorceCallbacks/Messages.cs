using QliroAdapter.Norce;

namespace QliroAdapter.NorceCallbacks;

/// <summary>
/// Norce's hook: the order is about to change (cart, shippings, payments). Norce holds the order meanwhile, so nothing
/// is written there; Qliro is brought in step before the answer. The same order again costs no Qliro call. Refusals in
/// order: payment-not-found, order-conflict (purchase under way or done, or no turn in time), order-bad-request,
/// order-validation, qliro-*. A refusal stops the change at Norce.
/// </summary>
public sealed record UpdatePayment
{
    /// <summary>The order as it would become.</summary>
    public required NorceOrder Order { get; init; }
}

/// <summary>
/// Norce's hook: the order is about to change state by somebody else's hand.
/// Refusals in order: payment-not-found, order-conflict (Qliro's order does not allow that state), qliro-error.
/// </summary>
public sealed record ChangeState
{
    /// <summary>The order with the state it would get.</summary>
    public required NorceOrder Order { get; init; }
}

/// <summary>
/// Patches on our own payment, applied by Norce before the change is committed; none when nothing follows.
/// </summary>
public sealed record HookAnswer
{
    /// <summary>
    /// JSON Patch operations with paths under <c>/payments/{index}</c>; the index is the received order's.
    /// </summary>
    public required IReadOnlyList<PatchOperation> Patches { get; init; }
}
