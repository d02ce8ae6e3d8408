using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// The arrows of the state diagram. The decisions that change the state are run from every state with everything that
/// partners can say. Where a turn checks the state itself, its check stands here; <see cref="Raisers"/> names all
/// places, and a test compares them with the compiled code.
/// </summary>
internal static class PaymentTransitions
{
    private static readonly DateTimeOffset now = PaymentEventSamples.Now;

    private static readonly string[] checkoutStatuses =
        [CheckoutStatus.InProcess, CheckoutStatus.OnHold, CheckoutStatus.Completed, CheckoutStatus.Refused];

    private static readonly (PaymentEvent Raised, string By, Func<PaymentState, bool> From)[] checkedInTurns =
    [
        (new CreationCompleted(now), nameof(BeginCreation), state => state == PaymentState.Creating),
        (new CreationAbandoned("why"), nameof(BeginCreation), state => state == PaymentState.Creating),
        (new ChargeAccepted(QliroOrderId.Of(42), [1], now), nameof(ChargeAtQliro), state => state == PaymentState.Creating),
        (new PaymentRemoved("why"), nameof(Remove),
            state => !state.IsPurchased() && state is not (PaymentState.Creating or PaymentState.Removed)),
        (new PaymentRemoved("why"), nameof(ResyncLines), PaymentStates.IsOpen),
        (new PurchaseRefused(), nameof(ResyncLines), PaymentStates.IsOpen),
        (new PurchaseReopened("why"), nameof(ResyncLines), state => state == PaymentState.Processing),
        (new PurchaseReopened("why"), nameof(ReopenOrder), state => state == PaymentState.Processing),
    ];

    private static readonly (string Event, string By)[] decided =
    [
        (nameof(PurchaseCompleted), nameof(Push)), (nameof(PurchaseHeld), nameof(Push)),
        (nameof(PurchaseRefused), nameof(Push)), (nameof(PurchaseCompleted), nameof(ChargeOutcome)),
        (nameof(PurchaseRefused), nameof(ChargeOutcome)), (nameof(PurchaseApproved), nameof(StateChange)),
        (nameof(PurchaseReopened), nameof(StateChange)), (nameof(PurchaseApproved), nameof(Validate)),
        (nameof(AdminOrderRead), nameof(ApplyAdminOrder)),
        // Stores what was read before an operation is planned; the state is the one that it had.
        (nameof(AdminOrderRead), nameof(RequestOperation)),
    ];

    /// <summary>Every place that may change the state of a known payment.</summary>
    public static IEnumerable<(string Event, string By)> Raisers
        => checkedInTurns.Select(one => (one.Raised.GetType().Name, one.By)).Concat(decided);

    public static IReadOnlyList<(PaymentState From, PaymentState To, string Event)> All { get; } =
    [
        .. Enum.GetValues<PaymentState>().SelectMany(from => From(from).Select(raised =>
                (From: from, To: PaymentDocument.Apply(Payment(from), raised).State, Event: raised.GetType().Name)))
            .Where(arrow => arrow.From != arrow.To).Distinct()
            .OrderBy(arrow => arrow.From).ThenBy(arrow => arrow.To).ThenBy(arrow => arrow.Event, StringComparer.Ordinal),
    ];

    private static PaymentDocument Payment(PaymentState state, bool isCharge = true)
        => PaymentEventSamples.Payment(state, isCharge) with { Outbox = [] };

    private static IEnumerable<PaymentEvent> From(PaymentState state)
        => checkedInTurns.Where(one => one.From(state)).Select(one => one.Raised)
            .Concat(ByPush(state)).Concat(ByCharge(state)).Concat(ByHook(state)).Concat(ByAdminOrder(state))
            .Concat(Validated(state));

    private static IEnumerable<PaymentEvent> ByPush(PaymentState state) => checkoutStatuses.SelectMany(status
        => Push.Decide(Payment(state, isCharge: false), null, new() { CustomerCheckoutStatus = status }, now));

    private static IEnumerable<PaymentEvent> ByCharge(PaymentState state)
        => new[] { TransactionStatus.Success, TransactionStatus.Error }.SelectMany(status
            => ChargeOutcome.Decide(Payment(state), new()
            {
                PaymentTransactions =
                    [new() { PaymentTransactionId = 1, Type = TransactionType.Debit, Status = status, Amount = 250m }],
            }, now));

    private static IEnumerable<PaymentEvent> ByHook(PaymentState state)
        => from proposed in new[]
            {
                OrderStatus.Checkout, OrderStatus.Processing, OrderStatus.Accepted, OrderStatus.Completed,
                OrderStatus.Declined, OrderStatus.Removed,
            }
           from status in checkoutStatuses
           from raised in StateChange.Decide(Payment(state, isCharge: false), Order(proposed), status,
               PaymentKey.Parse("m/c/o1/p1"), now).Events
           select raised;

    private static IEnumerable<PaymentEvent> Validated(PaymentState state)
    {
        var body = new QliroOrder
        {
            OrderId = QliroOrderId.Of(42),
            OrderItems = [new() { MerchantReference = "1:T-1", Type = "Product", Quantity = 2, PricePerItemIncVat = 125m }],
        };
        return Validate.Decide(Payment(state, isCharge: false), body, Order(OrderStatus.Checkout), false) is null
            ? [new PurchaseApproved(now)]
            : [];
    }

    private static NorceOrder Order(string status) => new()
    {
        Id = "o1",
        Currency = "SEK",
        State = new() { CurrentStatus = status },
        Total = NorcePrice.Of(250m, 250m),
        Payments = [new() { Id = "p1", AdapterId = NorceAdapter.Id, Type = "default", Amount = 250m, State = "intent" }],
    };

    /// <summary>Two units: any number captured, returned and released, and our cancel done or not.</summary>
    private static IEnumerable<PaymentEvent> ByAdminOrder(PaymentState state)
        => from captured in Enumerable.Range(0, 3)
           from returned in Enumerable.Range(0, captured + 1)
           from released in Enumerable.Range(0, 3 - captured)
           from cancelled in new[] { false, true }
           from believes in new[] { false, true }
           let ledger = new Ledger { Lines = [new("1:T-1", "Product", 125m, 2, captured, returned, released)] }
           let payment = Payment(state, isCharge: false) with
           {
               Operations = cancelled
                   ? [PaymentEventSamples.Operation(OperationType.Cancel, OperationStatus.Succeeded)]
                   : [],
           }
           select (PaymentEvent)new AdminOrderRead(ledger, ApplyAdminOrder.StateOf(payment, ledger, believes));
}
