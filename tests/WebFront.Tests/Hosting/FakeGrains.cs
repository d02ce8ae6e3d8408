using System.Collections.Concurrent;
using System.Diagnostics;
using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Norce;

namespace QliroAdapter.WebFront.Tests;

/// <summary>Grains that record each message with its key, and answer as the test says.</summary>
internal sealed class FakeGrains : IPaymentGrains
{
    public const string Snippet = "<div>checkout</div><script>canary-snippet</script>";

    private readonly ConcurrentQueue<(string Key, object Message)> messages = new();

    public IReadOnlyList<(string Key, object Message)> Messages => [.. messages];

    public (string Key, object Message) Last => messages.Last();

    /// <summary>The refusal that every message gets instead of success.</summary>
    public PaymentError? Refusal { get; set; }

    /// <summary>The exception that every message throws.</summary>
    public Exception? Failure { get; set; }

    /// <summary>The activity in which the last message was sent.</summary>
    public Activity? Trace { get; private set; }

    /// <summary>What the telemetry library would carry on to partners with it.</summary>
    public IReadOnlyDictionary<string, string> Carried { get; private set; } = new Dictionary<string, string>();

    /// <summary>Every message waits for this before it is answered.</summary>
    public Task Held { get; set; } = Task.CompletedTask;

    public ValidationAnswer Judgement { get; set; } = new();

    public HookAnswer Patches { get; set; } = new() { Patches = [] };

    public IReadOnlyList<QliroShippingMethod> Methods { get; set; } =
        [new() { MerchantReference = "HOME", DisplayName = "Hem", PriceIncVat = 49m, PriceExVat = 39.2m }];

    public PaymentLedger Ledger { get; set; } = new()
    {
        Currency = "SEK", Totals = new(0m, 0m, 0m, 0m, 0m), Lines = [], Captures = [], Operation = null,
    };

    public OutboxContent Outbox { get; set; } = new() { Entries = [] };

    public ActionPreview Steps { get; set; } = new() { Steps = ["The outbox would wait."] };

    public PaymentComparison Comparison { get; set; } = new() { At = default, Facts = [], Discrepancies = [] };

    public IReadOnlyList<QliroShippingAddress> Addresses { get; set; } = [];

    public IPaymentGrain Get(PaymentKey key) => new Payment(this, key.ToString());

    public IOrderGrain Get(OrderKey key) => new Order(this, key.ToString());

    public ChannelDocument Configuration { get; set; }
        = new() { Error = new() { Code = ErrorCodes.ConfigurationNotFound, Message = "There is none." } };

    public IChannelGrain Get(ChannelKey key) => new Channel(this);

    public IHookTurns GetHooks(PaymentKey key) => throw new NotSupportedException("Only a payment asks for its own.");

    private async Task<Outcome<T>> Take<T>(string key, object message, T answer)
    {
        messages.Enqueue((key, message));
        (Trace, Carried) = (Activity.Current, OpenTelemetry.Baggage.Current.GetBaggage());
        await Held;
        if (Failure is not null) throw Failure;
        return Refusal is null ? answer : Refusal;
    }

    private static CheckoutSnippet SnippetOf(string paymentId)
        => new() { PaymentId = paymentId, HtmlSnippet = Masked.Of(Snippet) };

    private sealed class Order(FakeGrains grains, string key) : IOrderGrain
    {
        public Task<Outcome<CheckoutSnippet>> Create(CreatePayment message)
            => grains.Take(key, message, SnippetOf("p1"));

        public Task<Outcome<RecurringPayment>> CreateRecurring(CreateRecurringPayment message)
            => grains.Take(key, message, new RecurringPayment { PaymentId = "p1" });

        public Task<Outcome<CreationEnd>> EndCreation(EndCreation message)
            => grains.Take(key, message, new CreationEnd { IsLive = true });

        public Task Continue(Continue message) => grains.Take(key, message, Done.Yes);
    }

    private sealed class Payment(FakeGrains grains, string key) : IPaymentGrain
    {
        public Task<Outcome<CheckoutSnippet>> Begin(BeginPayment message) => Snippet(message);

        public Task<Outcome<RecurringPayment>> BeginRecurring(BeginRecurring message)
            => grains.Take(key, message, new RecurringPayment { PaymentId = "p1" });

        public Task<Outcome<CreationEnd>> EndCreation(EndCreation message)
            => grains.Take(key, message, new CreationEnd { IsLive = true });

        public Task<Outcome<CheckoutSnippet>> Get(GetPayment message) => Snippet(message);

        public Task<Outcome<Done>> Remove(RemovePayment message) => Done(message);

        public Task<Outcome<ValidationAnswer>> Validate(ValidateOrder message)
            => grains.Take(key, message, grains.Judgement);

        public Task<Outcome<Done>> ReceivePush(ReceivePush message) => Done(message);

        public Task<Outcome<Done>> ReceiveStatus(ReceiveStatus message) => Done(message);

        public Task<Outcome<ShippingMethodsAnswer>> GetShippingMethods(AskShippingMethods message)
            => grains.Take(key, message, new ShippingMethodsAnswer { Methods = grains.Methods });

        public Task<Outcome<ShippingAddressesAnswer>> GetShippingAddresses(AskShippingAddresses message)
            => grains.Take(key, message, new ShippingAddressesAnswer { Addresses = grains.Addresses });

        public Task<Outcome<Done>> ReceiveNotification(ReceiveNotification message) => Done(message);

        public Task<Outcome<Done>> SaveRecurringDetails(SaveRecurringDetails message) => Done(message);

        public Task<Outcome<Done>> UpdateCustomer(UpdateCustomer message) => Done(message);

        public Task<Outcome<Done>> UpdateShippingOption(UpdateShippingOption message) => Done(message);

        public Task<Outcome<HookAnswer>> UpdatePayment(UpdatePayment message)
            => grains.Take(key, message, grains.Patches);

        public Task<Outcome<HookAnswer>> ChangeState(ChangeState message)
            => grains.Take(key, message, grains.Patches);

        public Task<Outcome<HookAnswer>> CompleteUpsell(CompleteUpsell message)
            => grains.Take(key, message, grains.Patches);

        public Task<Outcome<Done>> RenewSession(RenewSession message) => Done(message);

        public Task<Outcome<Done>> Refresh(RefreshPayment message) => Done(message);

        public Task<Outcome<CheckoutSnippet>> Capture(CaptureOrder message) => Snippet(message);

        public Task<Outcome<CheckoutSnippet>> Cancel(CancelOrder message) => Snippet(message);

        public Task<Outcome<CheckoutSnippet>> CancelItems(CancelOrderItems message) => Snippet(message);

        public Task<Outcome<CheckoutSnippet>> Refund(RefundOrder message) => Snippet(message);

        public Task<Outcome<CheckoutSnippet>> RefundAmount(RefundOrderAmount message) => Snippet(message);

        public Task<Outcome<PaymentLedger>> GetLedger(GetLedger message) => grains.Take(key, message, grains.Ledger);

        public Task<Outcome<OutboxContent>> ShowOutbox(ShowOutbox message) => grains.Take(key, message, grains.Outbox);

        public Task<Outcome<PaymentComparison>> ComparePayment(ComparePayment message)
            => grains.Take(key, message, grains.Comparison);

        public Task<Outcome<Done>> RepairPayment(RepairPayment message) => Done(message);

        public Task<Outcome<Done>> RetryOutbox(RetryOutbox message) => Done(message);

        public Task<Outcome<Done>> ResumeParked(ResumeParked message) => Done(message);

        public Task<Outcome<ActionPreview>> Preview(PreviewAction message) => grains.Take(key, message, grains.Steps);

        public Task<Outcome<Done>> Act(OperatorAction message) => Done(message);

        public Task<Outcome<Done>> RecordEvent(RecordEventDelivery message) => Done(message);

        public Task Continue(Continue message) => Done(message);

        private Task<Outcome<CheckoutSnippet>> Snippet(object message) => grains.Take(key, message, SnippetOf("p1"));

        private Task<Outcome<Done>> Done(object message) => grains.Take(key, message, QliroAdapter.Done.Yes);
    }

    private sealed class Channel(FakeGrains grains) : IChannelGrain
    {
        public Task<ChannelDocument> GetConfiguration(GetConfiguration message) => Task.FromResult(grains.Configuration);
    }
}
