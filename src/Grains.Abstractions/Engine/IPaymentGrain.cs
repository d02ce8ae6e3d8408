using Orleans.Concurrency;
using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter;

/// <summary>
/// One Norce payment as an actor, by its canonical <see cref="PaymentKey"/>. Its turns never overlap; methods marked
/// <see cref="AlwaysInterleaveAttribute"/> run interleaved with them: reads, and hooks, which queue their turn
/// themselves (<see cref="IHookTurns"/>). Every message may arrive twice, late or first, and the second time while the
/// first is still worked on by another activation; each method's message says what a repeat does, and those that start
/// something are recognised by their identity (<see cref="IIdentifiedMessage"/>). A method throws only for what nobody
/// foresaw; refusals are values.
/// </summary>
public interface IPaymentGrain : IGrainWithStringKey
{
    /// <summary>First turn of a payment just added at Norce. Sent by the order's grain only.</summary>
    Task<Outcome<CheckoutSnippet>> Begin(BeginPayment message);

    /// <summary>First turn of a payment that is charged without a shopper. Sent by the order's grain only.</summary>
    Task<Outcome<RecurringPayment>> BeginRecurring(BeginRecurring message);

    /// <summary>Finishes a creation that was cut off, or clears it away. Sent by the order's grain only.</summary>
    Task<Outcome<CreationEnd>> EndCreation(EndCreation message);

    /// <summary>Reads the current snippet; this call itself changes nothing.</summary>
    [AlwaysInterleave]
    Task<Outcome<CheckoutSnippet>> Get(GetPayment message);

    /// <summary>Takes the payment off the order, unless it is paid.</summary>
    Task<Outcome<Done>> Remove(RemovePayment message);

    /// <summary>Qliro asks before a purchase whether it may go through.</summary>
    Task<Outcome<ValidationAnswer>> Validate(ValidateOrder message);

    /// <summary>Qliro says that its order changed.</summary>
    Task<Outcome<Done>> ReceivePush(ReceivePush message);

    /// <summary>Qliro reports the outcome of a capture, cancel or refund.</summary>
    Task<Outcome<Done>> ReceiveStatus(ReceiveStatus message);

    /// <summary>Qliro asks for the shipping methods; changes nothing.</summary>
    [AlwaysInterleave]
    Task<Outcome<ShippingMethodsAnswer>> GetShippingMethods(AskShippingMethods message);

    /// <summary>Qliro asks for the addresses that can be delivered to; changes nothing.</summary>
    [AlwaysInterleave]
    Task<Outcome<ShippingAddressesAnswer>> GetShippingAddresses(AskShippingAddresses message);

    /// <summary>Qliro reports what happened outside of the payment, mostly at a shipping provider.</summary>
    Task<Outcome<Done>> ReceiveNotification(ReceiveNotification message);

    /// <summary>Qliro hands over the saved card that later charges need.</summary>
    Task<Outcome<Done>> SaveRecurringDetails(SaveRecurringDetails message);

    /// <summary>The shopper identified themselves or changed an address in Qliro's frame.</summary>
    Task<Outcome<Done>> UpdateCustomer(UpdateCustomer message);

    /// <summary>The shopper chose a delivery in Qliro's frame.</summary>
    Task<Outcome<Done>> UpdateShippingOption(UpdateShippingOption message);

    /// <summary>Norce proposes a changed order; the answer is the patches that make our payment fit it.</summary>
    [AlwaysInterleave]
    Task<Outcome<HookAnswer>> UpdatePayment(UpdatePayment message);

    /// <summary>Norce proposes another order state.</summary>
    [AlwaysInterleave]
    Task<Outcome<HookAnswer>> ChangeState(ChangeState message);

    /// <summary>Norce closes the window in which goods can be added to the purchase.</summary>
    [AlwaysInterleave]
    Task<Outcome<HookAnswer>> CompleteUpsell(CompleteUpsell message);

    /// <summary>Starts a new session of Qliro's page. Sent by the payment's own read only.</summary>
    Task<Outcome<Done>> RenewSession(RenewSession message);

    /// <summary>Reads Qliro's admin order and corrects the payment's state and actions at Norce.</summary>
    Task<Outcome<Done>> Refresh(RefreshPayment message);

    /// <summary>
    /// Reads what can be captured, released and given back from Qliro's admin order; changes nothing.
    /// </summary>
    [AlwaysInterleave]
    Task<Outcome<PaymentLedger>> GetLedger(GetLedger message);

    /// <summary>Takes reserved money.</summary>
    Task<Outcome<CheckoutSnippet>> Capture(CaptureOrder message);

    /// <summary>Releases reserved money.</summary>
    Task<Outcome<CheckoutSnippet>> Cancel(CancelOrder message);

    /// <summary>Releases some of what is reserved.</summary>
    Task<Outcome<CheckoutSnippet>> CancelItems(CancelOrderItems message);

    /// <summary>Gives captured money back.</summary>
    Task<Outcome<CheckoutSnippet>> Refund(RefundOrder message);

    /// <summary>Gives a sum of captured money back, without goods.</summary>
    Task<Outcome<CheckoutSnippet>> RefundAmount(RefundOrderAmount message);

    /// <summary>Shows an operator the outbox; calls nobody.</summary>
    [AlwaysInterleave]
    Task<Outcome<OutboxContent>> ShowOutbox(ShowOutbox message);

    /// <summary>Shows an operator what Norce, the adapter and Qliro say of the payment; changes nothing.</summary>
    [AlwaysInterleave]
    Task<Outcome<PaymentComparison>> ComparePayment(ComparePayment message);

    /// <summary>Repairs the discrepancies that the comparison names, and parks what a person must decide.</summary>
    Task<Outcome<Done>> RepairPayment(RepairPayment message);

    /// <summary>Delivers all outbox entries that are not parked, without waiting for their due time.</summary>
    Task<Outcome<Done>> RetryOutbox(RetryOutbox message);

    /// <summary>Resumes what was parked.</summary>
    Task<Outcome<Done>> ResumeParked(ResumeParked message);

    /// <summary>Shows an operator what an action would do; changes nothing.</summary>
    [AlwaysInterleave]
    Task<Outcome<ActionPreview>> Preview(PreviewAction message);

    /// <summary>Does what an operator asks for.</summary>
    Task<Outcome<Done>> Act(OperatorAction message);

    /// <summary>Stores what became of an event that shops and monitoring are told of.</summary>
    Task<Outcome<Done>> RecordEvent(RecordEventDelivery message);

    /// <summary>
    /// Due work: delivers due outbox entries, follows open operations, ends waits whose time is over. Repeating it is
    /// harmless.
    /// </summary>
    Task Continue(Continue message);
}
