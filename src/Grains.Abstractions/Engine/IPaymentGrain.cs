using Orleans.Concurrency;
using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter;

/// <summary>
/// One Norce payment as an actor, by its canonical <see cref="PaymentKey"/>. Its turns never overlap; methods marked
/// <see cref="AlwaysInterleaveAttribute"/> run interleaved with them: reads, and hooks, which queue their turn
/// themselves (<see cref="IHookTurns"/>). Every message may arrive twice, late or first; each method's message says
/// what a repeat does, and <see cref="BeginsOnceAttribute"/> marks those that are not sent again when their answer is
/// lost. A method throws only for what nobody foresaw; refusals are values.
/// </summary>
public interface IPaymentGrain : IGrainWithStringKey
{
    /// <summary>First turn of a payment just added at Norce. Sent by the order's grain only.</summary>
    [BeginsOnce, ResponseTimeout("00:01:00")]
    Task<Outcome<CheckoutSnippet>> Begin(BeginPayment message);

    /// <summary>First turn of a payment that is charged without a shopper. Sent by the order's grain only.</summary>
    [BeginsOnce, ResponseTimeout("00:01:00")]
    Task<Outcome<RecurringPayment>> BeginRecurring(BeginRecurring message);

    /// <summary>Finishes a creation that was cut off, or clears it away. Sent by the order's grain only.</summary>
    [BeginsOnce, ResponseTimeout("00:01:00")]
    Task<Outcome<CreationEnd>> EndCreation(EndCreation message);

    /// <summary>Reads the current snippet; changes nothing in this turn.</summary>
    [AlwaysInterleave]
    Task<Outcome<CheckoutSnippet>> Get(GetPayment message);

    /// <summary>Takes the payment off the order, unless it is paid.</summary>
    Task<Outcome<Done>> Remove(RemovePayment message);

    /// <summary>Qliro asks, before the purchase is carried out, whether it may be.</summary>
    Task<Outcome<ValidationAnswer>> Validate(ValidateOrder message);

    /// <summary>Qliro says that its order changed.</summary>
    Task<Outcome<Done>> ReceivePush(ReceivePush message);

    /// <summary>Qliro tells the outcome of a capture, cancel or refund.</summary>
    Task<Outcome<Done>> ReceiveStatus(ReceiveStatus message);

    /// <summary>Qliro asks which deliveries there are; changes nothing.</summary>
    [AlwaysInterleave]
    Task<Outcome<ShippingMethodsAnswer>> GetShippingMethods(AskShippingMethods message);

    /// <summary>Qliro asks which addresses can be delivered to; changes nothing.</summary>
    [AlwaysInterleave]
    Task<Outcome<ShippingAddressesAnswer>> GetShippingAddresses(AskShippingAddresses message);

    /// <summary>Qliro tells what a shipping provider, or somebody else behind it, has done.</summary>
    Task<Outcome<Done>> ReceiveNotification(ReceiveNotification message);

    /// <summary>Qliro hands over what later charges need.</summary>
    Task<Outcome<Done>> SaveRecurringDetails(SaveRecurringDetails message);

    /// <summary>The shopper identified or changed address in Qliro's frame.</summary>
    Task<Outcome<Done>> UpdateCustomer(UpdateCustomer message);

    /// <summary>The shopper chose a delivery in Qliro's frame.</summary>
    Task<Outcome<Done>> UpdateShippingOption(UpdateShippingOption message);

    /// <summary>Norce proposes a changed order; the answer is the patches that keep the payment in step.</summary>
    [AlwaysInterleave]
    Task<Outcome<HookAnswer>> UpdatePayment(UpdatePayment message);

    /// <summary>Norce proposes another order state.</summary>
    [AlwaysInterleave]
    Task<Outcome<HookAnswer>> ChangeState(ChangeState message);

    /// <summary>Norce ends the time in which goods can be added.</summary>
    [AlwaysInterleave]
    Task<Outcome<HookAnswer>> CompleteUpsell(CompleteUpsell message);

    /// <summary>Starts a new session of Qliro's page. Sent by the payment's own read only.</summary>
    Task<Outcome<Done>> RenewSession(RenewSession message);

    /// <summary>Reads Qliro's admin order and sets state and payment actions right.</summary>
    Task<Outcome<Done>> Refresh(RefreshPayment message);

    /// <summary>Takes reserved money.</summary>
    [BeginsOnce, ResponseTimeout("00:01:00")]
    Task<Outcome<CheckoutSnippet>> Capture(CaptureOrder message);

    /// <summary>Releases reserved money.</summary>
    [BeginsOnce, ResponseTimeout("00:01:00")]
    Task<Outcome<CheckoutSnippet>> Cancel(CancelOrder message);

    /// <summary>Gives captured money back.</summary>
    [BeginsOnce, ResponseTimeout("00:01:00")]
    Task<Outcome<CheckoutSnippet>> Refund(RefundOrder message);

    /// <summary>Shows an operator the outbox; calls nobody.</summary>
    [AlwaysInterleave]
    Task<Outcome<OutboxContent>> ShowOutbox(ShowOutbox message);

    /// <summary>Shows an operator what Norce, the adapter and Qliro say; changes nothing.</summary>
    [AlwaysInterleave]
    Task<Outcome<PaymentComparison>> ComparePayment(ComparePayment message);

    /// <summary>Repairs what the comparison names, parks what needs a person.</summary>
    Task<Outcome<Done>> RepairPayment(RepairPayment message);

    /// <summary>Tries outbox entries at once.</summary>
    Task<Outcome<Done>> RetryOutbox(RetryOutbox message);

    /// <summary>Takes up what was parked.</summary>
    Task<Outcome<Done>> ResumeParked(ResumeParked message);

    /// <summary>Due work: outbox entries, open operations, waits that are over. Repeating it is harmless.</summary>
    Task Continue(Continue message);
}
