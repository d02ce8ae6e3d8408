using QliroAdapter.Checkout;

namespace QliroAdapter;

/// <summary>
/// One Norce order as an actor, by its canonical <see cref="OrderKey"/>, for the short time in which a payment is
/// created on it: two creations for one order never overlap. It calls the grains of payments; a payment's turn never
/// calls it, so the two cannot wait for each other.
/// </summary>
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Adds a payment to the order, opens the Qliro order and answers its snippet.</summary>
    Task<Outcome<CheckoutSnippet>> Create(CreatePayment message);

    /// <summary>
    /// Adds a payment to the order and charges it with what was saved at an earlier purchase; no page is shown.
    /// </summary>
    Task<Outcome<RecurringPayment>> CreateRecurring(CreateRecurringPayment message);

    /// <summary>Waits for a running creation, then finishes or clears a payment that was left half-made.</summary>
    Task<Outcome<CreationEnd>> EndCreation(EndCreation message);

    /// <summary>Due work: removes what a cut-off creation left behind.</summary>
    Task Continue(Continue message);
}
