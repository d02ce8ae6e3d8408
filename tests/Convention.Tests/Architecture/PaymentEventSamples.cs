using System.Reflection;
using QliroAdapter.Checkout;
using QliroAdapter.NorceSync;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Reconciliation;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.Convention.Tests;

/// <summary>One of every event, and a payment that each can happen to.</summary>
internal static class PaymentEventSamples
{
    public static readonly DateTimeOffset Now = new(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);

    private static readonly SentLines lines = new(new(250m, "SEK"), "hash", new Dictionary<string, OrderRow>());
    private static readonly UpsellAttempt attempt = new() { Id = "u1", State = UpsellState.Created, At = Now };

    public static IReadOnlyList<PaymentEvent> All { get; } =
    [
        new PaymentBegun(Payment(PaymentState.Creating)), new PaymentRebuilt(Payment(PaymentState.Intent)),
        new CreationContinued(Guid.Empty), new QliroOrderOpened(QliroOrderId.Of(42), "o1", 1, lines),
        new MerchantReferenceChanged("o1/2", 2, "why"), new CreationCompleted(Now), new CreationAbandoned("why"),
        new LinesSent(lines), new LinesUnknown(), new SessionBegan(Now),
        new SuccessorPlanned(new() { MerchantReference = "o1/2", Number = 2 }, "why"), new SuccessorDropped("why"),
        new QliroOrderSucceeded(QliroOrderId.Of(43), lines, "SE", Now), new PaymentRemoved("why"), new CheckBegun(),
        new ChargeAccepted(QliroOrderId.Of(42), [1], Now), new ChargeMissing(Now),
        new PurchaseApproved(Now), new ApprovalGiven(Now), new DeliveryCovered(250m, 0m), new OrderNumberGiven("N-1"),
        new PurchaseDeclined("Other", "why"), new PurchaseReopened("why"),
        new PurchaseHeld(0m), new PurchaseCompleted(0m), new PurchaseRefused(),
        new OrderAccepted(),
        new UpsellWindowOpened(Now, true, null), new UpsellReported(attempt),
        new UpsellCompleted(attempt, new(250m, "SEK")), new UpsellFailed(attempt), new UpsellWindowClosed(),
        new UpsellWindowRead(), new RecurringDetailsSaved(RecurringDetails.OfInvoice("Invoice")),
        new OperationRequested(Operation()), new OperationPartMoved(1, 1, PartStatus.Sent, [], null),
        new OperationPartAdded(1, new() { Number = 2, RequestId = Guid.Empty, Status = PartStatus.NotSent, Amount = 1m }),
        new OperationSucceeded(1), new OperationFailed(1, new() { Code = ErrorCodes.QliroError, Message = "why" }),
        new AdminOrderRead(new(), PaymentState.Reserved),
        new ShippingNewsReceived(new() { IsSuccess = true, Digest = "d" }), new ShippingNewsDelivered(),
        new PaymentResumed(),
        new EntryEnqueued(OutboxKind.SyncNorce, Now), new EntryPostponed(OutboxKind.SyncNorce, 0, "why", Now),
        new EntryHeldBack(OutboxKind.SyncNorce, 0, "Norce", Now, Now, true), new EntryDelivered(OutboxKind.SyncNorce, 0),
        new EntryParked(OutboxKind.SyncNorce, 0, "why"), new EntryResumed(OutboxKind.SyncNorce, 0, Now),
        new EntryWrittenOff(OutboxKind.SyncNorce, 0), new OperationWrittenOff(1), new DifferenceAccepted("why"),
        new EventAnnounced(Told()), new EventHandedOver(1, Now), new EventDelivered(1, Now),
        new EventPostponed(1, "why", Now), new EventGivenUp(1, "why", Now),
        new EventWrittenOff(1, OutgoingEventTypes.PaymentReserved),
        new EventResent(1, OutgoingEventTypes.PaymentReserved, Now), new HoldBegan(new("anna", "why", Now)), new HoldEnded(Now),
        new PersonalDataErased(Now),
    ];

    /// <summary>Every event that the code knows.</summary>
    public static IEnumerable<Type> Types => typeof(PaymentEvent).Assembly.GetTypes()
        .Where(type => type.IsSubclassOf(typeof(PaymentEvent)) && !type.IsAbstract);

    /// <summary>A payment with an entry of every kind in its outbox; a charge without a shopper when told so.</summary>
    public static PaymentDocument Payment(PaymentState state, bool isCharge = false) => new()
    {
        Key = "m/c/o1/p1",
        State = state,
        Amount = new(250m, "SEK"),
        QliroOrderId = QliroOrderId.Of(42),
        BegunAt = Now,
        ShippingNews = new() { IsSuccess = true, Digest = "d" },
        Charge = isCharge ? new() { Token = Masked.Of("t"), RequestId = Guid.Empty } : null,
        Outbox = [.. Enum.GetValues<OutboxKind>().Select(kind => new OutboxEntry { Kind = kind, DueAt = Now, Since = Now })],
    };

    private static OutgoingEvent Told() => new()
    {
        Number = 1, Id = "evt_1", Type = OutgoingEventTypes.PaymentReserved, At = Now, State = "reserved", Amount = 250m,
    };

    public static Operation Operation(
        OperationType type = OperationType.Capture, OperationStatus status = OperationStatus.Open) => new()
        {
            Ordinal = 1, Type = type, Status = status, IsFull = true, Parts = [], Content = "all", RequestedAt = Now,
        };

    /// <summary>True for an event that carries the state or the whole payment.</summary>
    public static bool CarriesState(PaymentEvent raised) => raised.GetType()
        .GetProperties(BindingFlags.Public | BindingFlags.Instance)
        .Any(property => property.PropertyType == typeof(PaymentState) || property.PropertyType == typeof(PaymentDocument));
}
