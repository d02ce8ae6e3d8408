using QliroAdapter.Checkout;

namespace QliroAdapter;

/// <summary>
/// One Norce order as an actor, by its canonical <see cref="OrderKey"/>, for the short time in which a payment is being
/// created on it: two creations for one order never overlap. It calls payments' grains and is never called by them in a
/// turn of theirs.
/// </summary>
public interface IOrderGrain : IGrainWithStringKey
{
    /// <summary>Adds a payment to the order, opens the Qliro order and answers its snippet.</summary>
    [BeginsOnce, ResponseTimeout("00:01:00")]
    Task<Outcome<CheckoutSnippet>> Create(CreatePayment message);

    /// <summary>
    /// Adds a payment to the order and charges what was saved at an earlier purchase; no page is shown.
    /// </summary>
    [BeginsOnce, ResponseTimeout("00:01:00")]
    Task<Outcome<RecurringPayment>> CreateRecurring(CreateRecurringPayment message);

    /// <summary>Waits for a running creation, then finishes or clears a payment that was left half-made.</summary>
    [BeginsOnce, ResponseTimeout("00:01:00")]
    Task<Outcome<CreationEnd>> EndCreation(EndCreation message);

    /// <summary>Due work: clears what a cut-off creation left behind.</summary>
    Task Continue(Continue message);
}
