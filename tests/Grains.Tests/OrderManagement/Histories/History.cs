using System.Text.Json;
using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// One payment after its purchase, as its script says: calls of order management, outcomes, pushes repeated and out of
/// order, lost requests and answers, refusals, time, two activations at once. <see cref="Finish"/> runs everything to
/// its end.
/// </summary>
internal sealed class History(World world, Script script)
{
    private static readonly string[] writes =
        ["MarkItemsAsShipped", "ReturnItems", "cancelOrder", "AddItemsToInvoice", "UpdateItems"];
    private readonly IPaymentGrain[] activations = new IPaymentGrain[2];
    private readonly List<string> steps = [];
    private PaymentKey key;
    private Choices choices = new(script.Habits);

    public PaymentKey Key => key;

    public long QliroOrderId { get; private set; }

    /// <summary>Transactions that the adapter did not ask for.</summary>
    public HashSet<long> ByStaff { get; } = [];

    /// <summary>What happened, for the investigation of a failure.</summary>
    public IReadOnlyList<string> Steps => steps;

    public async Task Run()
    {
        Habits();
        (key, QliroOrderId) = await world.Buy(script.Cart.Lines(), script.Method, script.Fee / 100m);
        choices = new(script.Start);
        if (choices.OneIn(6)) AddGoods(replaces: choices.OneIn(2));
        (activations[0], activations[1]) = (world.Activate(key), world.Activate(key));
        foreach (var step in script.Steps)
        {
            choices = new(step.Numbers);
            await Happen(step.Kind);
        }
    }

    /// <summary>Ends all faults, lets time pass, and refreshes after what staff did, until nothing is open.</summary>
    public async Task Finish()
    {
        choices = new(script.Settling);
        world.Qliro.Faults.Clear();
        if (choices.OneIn(2)) await DeliverAllPushes();
        for (var round = 0; round < 100 && world.Store.DueAt(key.ToString()) is not null; round++)
        {
            world.Qliro.FinishOpenTransactions(QliroOrderId);
            await Pass(TimeSpan.FromMinutes(6));
        }
        world.Qliro.FinishOpenTransactions(QliroOrderId);
        (await Grain().Refresh(new())).Error.ShouldBeNull();
        // A turn that was started again rechecks Norce a little later.
        for (var tries = 0; tries < 2; tries++) await Pass(TimeSpan.FromSeconds(15));
    }

    private void Habits()
    {
        var options = world.Qliro.Options;
        options.Outcomes = choices.OneIn(3) ? OutcomeTiming.Immediately : OutcomeTiming.OnCommand;
        options.OneTransactionAtATime = !choices.OneIn(4);
        options.RemembersRefusedRequests = choices.OneIn(4);
        options.CamelCaseEnumerations = choices.OneIn(8);
        options.PushesInProcessFirst = choices.OneIn(4);
        options.AdditionType = choices.OneIn(3) ? "UpdateInvoice" : choices.OneIn(2) ? "Refund" : "Credit";
        options.AdditionAction = choices.OneIn(4) ? "Ship" : choices.OneIn(4) ? "Return" : null;
        options.AnswersUpdatesFlat = choices.OneIn(2);
        options.ReleasesReplaced = !choices.OneIn(2);
    }

    private Task Happen(StepKind kind) => kind switch
    {
        StepKind.CaptureAll => Ask("capture all", id => new CaptureOrder { MessageId = id }, Capture),
        StepKind.CaptureSome => Ask(
            "capture some", id => new CaptureOrder { MessageId = id, Items = SomeItems() }, Capture),
        StepKind.RefundAll => Ask("refund all", id => new RefundOrder { MessageId = id, Fees = SomeFees() }, Refund),
        StepKind.RefundSome => Ask(
            "refund some", id => new RefundOrder { MessageId = id, Items = SomeItems() }, Refund),
        StepKind.RefundSum => Ask(
            "refund a sum", id => new RefundOrderAmount { MessageId = id, Amount = SomeSum() },
            (grain, message) => grain.RefundAmount(message)),
        StepKind.CancelSome => Ask(
            "cancel some", id => new CancelOrderItems { MessageId = id, Items = SomeItems() },
            (grain, message) => grain.CancelItems(message)),
        StepKind.Cancel => Ask(
            "cancel", id => new CancelOrder { MessageId = id }, (grain, message) => grain.Cancel(message)),
        StepKind.Refresh => Say("refresh", () => Grain().Refresh(new())),
        StepKind.FinishOne => FinishOne(),
        StepKind.DeliverSomePush => DeliverSomePush(),
        StepKind.DeliverAllPushes => DeliverAllPushes(),
        StepKind.Pass => Pass(TimeSpan.FromSeconds(choices.Next(1, 90))),
        StepKind.Disturb => Disturb(),
        StepKind.Upsell => Upsell(),
        _ => Staff(),
    };

    private IPaymentGrain Grain()
    {
        var which = choices.Next(2);
        if (choices.OneIn(8)) activations[which] = world.Activate(key);
        return activations[which];
    }

    private static Task<Outcome<CheckoutSnippet>> Capture(IPaymentGrain grain, CaptureOrder message)
        => grain.Capture(message);

    private static Task<Outcome<CheckoutSnippet>> Refund(IPaymentGrain grain, RefundOrder message)
        => grain.Refund(message);

    /// <summary>A message that starts something, at times sent again as if its answer had been lost.</summary>
    private async Task Ask<T>(
        string what, Func<Guid, T> message, Func<IPaymentGrain, T, Task<Outcome<CheckoutSnippet>>> send)
    {
        var grain = Grain();
        var asked = message(new(steps.Count, 0, 0, new byte[8]));
        await Say(what, () => send(grain, asked));
        if (choices.OneIn(5)) await Say($"{what} comes again", () => send(Grain(), asked));
    }

    private async Task Say<T>(string what, Func<Task<Outcome<T>>> call)
        => steps.Add($"{what}: {(await call()).Error?.Message ?? "accepted"}");

    /// <summary>Goods as callers name them; at times a discount or the like, which nobody can take by itself.</summary>
    private List<OperationItem> SomeItems()
    {
        var left = world.Qliro.Left(QliroOrderId);
        if (!choices.OneIn(8)) left = [.. left.Where(line => line.IncVat >= 0m && IsGoods(line.Reference))];
        if (left.Count == 0) return [new() { Reference = "1:SKU", Quantity = 1 }];
        return [.. left.OrderBy(_ => choices.Next(1000)).Take(choices.Next(1, 3)).Select(line => new OperationItem
        {
            Reference = line.Reference, Quantity = choices.Next(1, line.Quantity + 1),
        })];
    }

    private static bool IsGoods(string reference)
        => reference != "ROUNDING" && !reference.Split(':')[0].Contains('-', StringComparison.Ordinal);

    /// <summary>All, a part, or an öre too much of what can be given back.</summary>
    private decimal SomeSum()
    {
        var left = world.Qliro.Returnable(QliroOrderId).Sum(one => one.Amount);
        if (left == 0m || choices.OneIn(8)) return left + 0.01m;
        return choices.OneIn(3) ? left : choices.Next(1, (int)(left * 100m) + 1) / 100m;
    }

    private Task FinishOne()
    {
        var open = world.Transactions(QliroOrderId).Where(one => !one.IsFinal).ToList();
        if (open.Count == 0) return Task.CompletedTask;
        var id = open[choices.Next(open.Count)].PaymentTransactionId!.Value;
        var fails = choices.OneIn(5);
        steps.Add($"transaction {id} {(fails ? "fails" : "succeeds")}");
        if (fails) world.Qliro.FinishTransaction(id, "Error", "DECLINED", "The bank said no.");
        else world.Qliro.FinishTransaction(id);
        return Task.CompletedTask;
    }

    private List<Push> Pushes()
        => [.. world.Qliro.Pushes.Where(push => push.Kind == PushKind.OrderManagement && push.OrderId == QliroOrderId)];

    private async Task DeliverSomePush()
    {
        if (Pushes() is { Count: > 0 } pushes) await Deliver(pushes[choices.Next(pushes.Count)]);
    }

    private async Task DeliverAllPushes()
    {
        foreach (var push in Pushes().OrderBy(_ => choices.Next(1000))) await Deliver(push);
    }

    private Task Deliver(Push push) => Say($"push {push.Number}", () => Grain().ReceiveStatus(new()
    {
        Status = JsonSerializer.Deserialize<QliroStatusPush>(push.Body, QliroJson.Options),
    }));

    private async Task Pass(TimeSpan time)
    {
        steps.Add($"{time.TotalSeconds} s pass");
        world.Clock.Advance(time);
        for (var round = 0; world.Store.DueAt(key.ToString()) <= world.Clock.GetUtcNow(); round++)
        {
            round.ShouldBeLessThan(40, "due work does not come to rest");
            await Grain().Continue(new());
        }
    }

    private Task Disturb()
    {
        var faults = world.Qliro.Faults;
        // Reads are only refused at once: after any other failure they are repeated after a pause, for which time would
        // have to pass.
        var fault = choices.Next(6) switch
        {
            0 => faults.On("GET", "/adminapi/v2/orders").After(choices.Next(3)).Answer(401),
            1 or 2 => faults.On("POST", writes[choices.Next(writes.Length)]).LoseAnswer(),
            3 => faults.On("POST", writes[choices.Next(writes.Length)]).LoseRequest(times: choices.Next(1, 4)),
            4 => faults.On("POST", writes[choices.Next(writes.Length)]).Answer(choices.OneIn(2) ? 503 : 401),
            _ => faults.On("POST", writes[choices.Next(writes.Length)])
                .Answer(400, Requests.Busy, times: choices.Next(1, 3)),
        };
        steps.Add($"Qliro will be disturbed: {fault.Kind}");
        return Task.CompletedTask;
    }

    private Task Staff()
    {
        var isBusy = world.Transactions(QliroOrderId).Any(one => !one.IsFinal);
        if (isBusy) return Task.CompletedTask;
        var left = world.Qliro.Left(QliroOrderId);
        if (choices.OneIn(2))
        {
            if (world.Qliro.Returnable(QliroOrderId).Any(capture => capture.Amount > 0.01m))
                ByStaff.Add(world.Qliro.RefundOutOfBand(QliroOrderId, choices.OneIn(2) ? 0.01m : 0m));
        }
        else if (left.Where(line => IsReservation(line.TransactionId)).Sum(line => line.Quantity * line.IncVat) > 0m)
        {
            ByStaff.Add(world.Qliro.CaptureOutOfBand(QliroOrderId));
        }
        steps.Add("staff have been at work");
        return Task.CompletedTask;
    }

    private Task Upsell()
    {
        // Goods are never added to an order that is being cancelled.
        var isCancelled = world.Transactions(QliroOrderId).Any(one => one.Type == TransactionType.Reversal);
        if (!isCancelled) AddGoods(replaces: false);
        return Task.CompletedTask;
    }

    private void AddGoods(bool replaces)
    {
        var price = choices.Next(1, 50_000) / 100m;
        steps.Add($"goods for {price} are added, {(replaces ? "replacing" : "beside")} the reservation");
        var before = world.Transactions(QliroOrderId).Count;
        world.Qliro.AddUpsell(
            QliroOrderId, price, Money.Round(price / 1.25m), $"U{choices.Next(3)}:EXTRA", replaces, status: "Success");
        ByStaff.UnionWith(world.Transactions(QliroOrderId).Skip(before)
            .Where(one => one.Type == TransactionType.Reversal).Select(one => one.PaymentTransactionId!.Value));
    }

    /// <summary>One öre, which any capture can bear except a capture of one öre.</summary>
    private List<ReturnFee> SomeFees() => !choices.OneIn(3) ? []
        : [new() { Reference = "RETURN-FEE", Description = "Return fee", PriceIncVat = 0.01m, PriceExVat = 0.01m }];

    /// <summary>Staff captures what is left of the newest reservation.</summary>
    private bool IsReservation(long transactionId) => world.Transactions(QliroOrderId)
        .Last(one => one.Type is TransactionType.Preauthorization or TransactionType.Debit)
        .PaymentTransactionId == transactionId;
}
