using System.Runtime.CompilerServices;
using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.Faults;
using QliroAdapter.Simulation.People;
using QliroAdapter.Store;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// The rules that are checked after each step; <see cref="Rest"/> holds those for a world at rest. The first finding
/// ends a world.
/// </summary>
internal sealed class Auditor(World world)
{
    /// <summary>Refusals of Qliro's that no request of ours may cause, whatever others do meanwhile.</summary>
    private static readonly string[] neverDeserved =
        ["INVALID_REQUEST_TOTAL_AMOUNT", "INVALID_ITEM", "CURRENCY_MISMATCH", "PAYMENT_REFERENCE_IS_INCORRECT",
            "NO_PAYMENT_TRANSACTION", "ValidationError"];

    private static readonly OutboxKind[] needQliroAlone =
        [OutboxKind.AdvanceOperation, OutboxKind.ReconcileWithQliro, OutboxKind.CheckReplaced];

    private static readonly OutboxKind[] needNorceAlone =
    [
        OutboxKind.RemoveAtNorce, OutboxKind.WriteRecurring, OutboxKind.TellShipping,
        OutboxKind.RecordTransaction, OutboxKind.RegisterHooks,
    ];

    private readonly List<string> violations = [];
    private RawTotals? totals;
    private RequestIdsSent? requestIds;
    private CreationsSent? creations;
    private OutageWatch? outages;

    private RawTotals Raw => totals ??= new(world, this);

    private RequestIdsSent RequestIds => requestIds ??= new(this);

    public CreationsSent Creations => creations ??= new(this);

    public OutageWatch Outages => outages ??= new(world, this);

    public IReadOnlyList<string> Violations => violations;

    public void Find(string violation)
    {
        violations.Add(violation);
        world.Trace.Add($"FINDING {violation}");
    }

    public void Must(bool holds, [InterpolatedStringHandlerArgument(nameof(holds))] ref RuleText rule)
    {
        if (!holds) Find(rule.Text());
    }

    public NorceOrder Order(string orderId)
        => JsonSerializer.Deserialize<NorceOrder>(world.Norce.Order(orderId).ToJsonString(), NorceJson.Options)!;

    /// <summary>Requires that a person's script comes to its end.</summary>
    public async Task Watch(string who, Task script)
    {
        try
        {
            await script;
        }
        catch (Exception exception)
        {
            Find($"{who}: {exception}");
        }
    }

    /// <summary>Turns may throw because the store failed, and for no other reason.</summary>
    public void Threw(string what, Exception exception)
    {
        if (exception is StoreDownException or StoreConflictException or NoAnswerException)
            world.Trace.Add($"{what} threw: {exception.Message}");
        else Find($"{what} threw {exception}");
    }

    public void AfterCommit(string run, PaymentCommit commit, PaymentDocument payment)
    {
        RequestIds.Stored(payment);
        Creations.Stored(run, payment);
        Must(payment.Outbox.All(entry => entry.IsParked)
            || commit.DueAt is not null, $"{commit.Key} has outbox entries and no due time");
        Must(payment.OpenOperation() is null
            || commit.DueAt is not null, $"{commit.Key} has an open operation and no due time");
        Must(payment.Outbox.All(
            entry => !entry.IsParked || entry.Problem is { Length: > 0 }), $"{commit.Key} is parked without a reason");
        Must(!payment.Outbox.Any(entry
            => (entry.Problem == EntryHeldBack.ProblemOf("Norce") && needQliroAlone.Contains(entry.Kind))
                || (entry.Problem == EntryHeldBack.ProblemOf("Qliro") && needNorceAlone.Contains(entry.Kind))),
            $"{commit.Key} waits for a partner that it does not need");
        Must(payment.ParkedBecause is null, $"{commit.Key} was parked by the engine: {payment.ParkedBecause}");
        if (payment.QliroOrderId is { } id) Raw.Check(payment, id.Value);
    }

    public void BeforeCall(ProcessRun run, Partner partner, HttpRequestMessage request)
    {
        if (partner.Name == "Qliro")
        {
            RequestIds.Leaves(request);
            Creations.Leaves(run, request);
        }
        else Must(Front.Hook is null || !Partner.IsHeldByHooks(request),
            $"{Front.Hook} writes to Norce, which holds the order for it: {request.RequestUri}");
    }

    public void AfterCall(ProcessRun run, Partner partner, HttpRequestMessage request, HttpResponseMessage response)
    {
        if (partner.Name != "Qliro") return;
        RequestIds.WasAnswered(request, response);
        Creations.WasAnswered(run, request, response);
        if ((int)response.StatusCode != 400) return;
        using var reader = new StreamReader(response.Content.ReadAsStream());
        var body = reader.ReadToEnd();
        response.Content = new StringContent(body, System.Text.Encoding.UTF8, "application/json");
        Must(!neverDeserved.Any(code => body.Contains(code, StringComparison.Ordinal)) || WasReplaced(body)
            || WasGivenBackByOthers(request, body),
            $"Qliro had to refuse {request.RequestUri}: {body}");
    }

    /// <summary>Added goods replaced the reservation between our read and our call.</summary>
    private bool WasReplaced(string refusal)
        => refusal.Contains("PAYMENT_REFERENCE_IS_INCORRECT", StringComparison.Ordinal)
        && world.Purchases.Exists(purchase => purchase.Additions.Exists(
            added => added.Replaced > 0 && refusal.Contains($" {added.QliroOrderId}.", StringComparison.Ordinal)));

    /// <summary>Somebody gave the money back at Qliro between our look and our call.</summary>
    private bool WasGivenBackByOthers(HttpRequestMessage request, string refusal)
    {
        if (!refusal.Contains("INVALID_REQUEST_TOTAL_AMOUNT", StringComparison.Ordinal)) return false;
        var content = request.Content!.ReadAsStream();
        content.Position = 0;
        using var sent = JsonDocument.Parse(content);
        content.Position = 0;
        var givesBack = sent.RootElement.TryGetProperty("Additions", out _)
            || sent.RootElement.TryGetProperty("Returns", out _);
        if (!givesBack) return false;
        var id = sent.RootElement.GetProperty("OrderId").GetInt64();
        return world.Purchases.Exists(purchase => purchase.ActedAtQliro
            && (string?)world.Norce.LivePayment(purchase.OrderId)?["reference"] == $"{id}");
    }

    /// <summary>Whether Qliro has sold what is in this payment's frame.</summary>
    public bool IsSold(PaymentKey key) => world.Store.Payment(key.ToString())?.QliroOrderId is { } id
        && world.Qliro.Status(id.Value) is CheckoutStatus.Completed or CheckoutStatus.OnHold;

    /// <summary>
    /// Norce holds the order for a hook and gives up after a while; our part of that time must stay below it.
    /// </summary>
    public void AfterHook(string what, TimeSpan took)
        => Must(took < world.Norce.Options.HookTimeout,
            $"{what} took {took.TotalSeconds} s, Norce waits for {world.Norce.Options.HookTimeout.TotalSeconds} s");

    /// <summary>
    /// After a push is answered received, what Qliro had sold before must be stored, or a recheck of it enqueued,
    /// unless Qliro's review has refused it since.
    /// </summary>
    public void AfterReceipt(PaymentKey key, bool wasSold)
    {
        if (world.Store.Row(key.ToString()) is not { } row || world.Store.Payment(key.ToString()) is not { } payment)
        {
            Find($"a push for {key} was received and nothing is stored");
            return;
        }
        Must(!(wasSold && IsSold(key)) || payment.State.IsPurchased() || row.ParkedReason is not null
            || payment.Outbox.Any(entry => entry.Kind == OutboxKind.ReconcileWithQliro),
            $"a push for {key} was received and the purchase is forgotten");
    }

    /// <summary>
    /// After an approval at Qliro, it must be stored, and nothing may be sold without a delivery that needs one and gets
    /// none by another adapter.
    /// </summary>
    public void AfterApproval(PaymentKey key, Qliro.QliroOrder sold)
    {
        var needsDelivery = world.Offers is { Provider: not null, RequiresDelivery: true }
            && world.Purchases.Find(one => one.OrderId == key.OrderId) is { IsDigital: false }
            && Order(key.OrderId).LiveShippings.All(shipping => shipping.IsOurs);
        Must(!needsDelivery || world.Qliro.DeliveryChosen(sold.OrderId!.Value.Value) is not null,
            $"{key} was approved without a delivery");
        if (world.Processes.Count > 1) return;
        var payment = world.Store.Payment(key.ToString());
        Must(payment is { ApprovedAt: not null, State: not PaymentState.Removed },
            $"{key} was approved and the approval is not stored");
    }

    public void AfterOperation(PaymentKey key, StaffRequest request)
    {
        var payment = world.Store.Payment(key.ToString());
        if (request is { Key: not null, IsFull: false })
        {
            Must(payment?.Operations.Any(operation => operation.IdempotencyKey == request.Key) == true,
                $"{request} on {key} was acknowledged and is not stored");
        }
        else if (request.IsFull) AfterFullOperation(key, request.Type.ToString());
        else
        {
            Must(payment?.Operations.Any(operation => operation.Type.Word() == request.Type.Word()) == true,
                $"{request} on {key} was acknowledged and is not stored");
        }
    }

    /// <summary>
    /// After a call without a key is answered 200, the operation must be stored, or the admin order must show that it
    /// was done.
    /// </summary>
    public void AfterFullOperation(PaymentKey key, string operation)
    {
        var payment = world.Store.Payment(key.ToString());
        Must(payment is not null && (payment.Operations.Any(one => one.Name.Equals(operation,
            StringComparison.OrdinalIgnoreCase)) || IsDone(payment, Enum.Parse<OperationType>(operation, true))),
            $"{operation} of {key} was acknowledged and is not stored");
    }

    /// <summary>
    /// After Norce has committed a changed cart that our hook accepted, the payment must cover what is left to pay.
    /// </summary>
    public void AfterCartChange(Purchase purchase)
    {
        var order = Order(purchase.OrderId);
        var ours = order.LiveDefaultPayments.Where(payment => payment.IsOurs && payment.Reference is not null).ToList();
        if (order.Status != OrderStatus.Checkout || ours is not [var payment]
            || world.Store.Payment(World.Key(purchase.OrderId).Payment(payment.Id!).ToString()) is not { } stored
                || !stored.State.IsOpen()) return;
        Must(!order.Hooks!.Any(hook => hook.SubscribeTo == "/cart" && NorceAdapter.IsOurs(hook.AdapterId))
            || payment.Amount == Math.Max(0, order.Remaining),
            $"the cart of {purchase.OrderId} changed, the payment covers {payment.Amount} of {order.Remaining}");
    }

    public void AtRest() => new Rest(world, this).Check();

    private static bool IsDone(PaymentDocument? payment, OperationType type) => type switch
    {
        OperationType.Capture => payment?.State is PaymentState.Captured or PaymentState.Credited,
        OperationType.Cancel
            => payment?.State is PaymentState.Cancelled or PaymentState.Captured or PaymentState.Credited,
        _ => payment?.State == PaymentState.Credited || payment?.Ledger.HasLeftToReturn() == false,
    };
}
