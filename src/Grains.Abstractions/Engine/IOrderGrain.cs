using QliroAdapter.Checkout;

namespace QliroAdapter;

/// <summary>
/// One Norce order as an actor, for the short time in which a payment is being created on it: two creations for one
/// order never overlap. It calls payments' grains and is never called by them in a turn of theirs.
/// </summary>
public interface IOrderGrain
{
    /// <summary>Adds a payment to the order, opens the Qliro order and answers its snippet.</summary>
    Task<Outcome<CheckoutSnippet>> Create(CreatePayment message);

    /// <summary>
    /// Adds a payment to the order and charges what was saved at an earlier purchase; no page is shown.
    /// </summary>
    Task<Outcome<RecurringPayment>> CreateRecurring(CreateRecurringPayment message);

    /// <summary>Waits for a running creation, then finishes or clears a payment that was left half-made.</summary>
    Task<Outcome<CreationEnd>> EndCreation(EndCreation message);

    /// <summary>Due work: clears what a cut-off creation left behind.</summary>
    Task Continue(Continue message);
}
