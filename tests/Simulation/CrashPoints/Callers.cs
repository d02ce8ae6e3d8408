using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.OrderManagement;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// Shopper, storefront, back office and reviewers of a script. They do one thing after the other and repeat each until
/// it succeeds, under the same key as long as no answer came: people who do not give up.
/// </summary>
/// <param name="world">Where they live.</param>
/// <param name="fromHere">Called where the steps begin that no other script has.</param>
internal sealed class Callers(World world, Action? fromHere = null)
{
    /// <summary>With the pauses in between, longer than a process is down.</summary>
    public int TriesMax { get; init; } = 500;

    /// <summary>
    /// A refused call gets the same answer for ever. A caller that was refused this often, and sees nothing open on the
    /// payment, asks with a new key.
    /// </summary>
    private const int RefusalsMax = 10;

    private static readonly TimeSpan betweenTries = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan betweenChecks = TimeSpan.FromSeconds(4);

    /// <summary>Longer than the interval at which waiting payments are reconciled.</summary>
    private static readonly TimeSpan timeout = TimeSpan.FromHours(2);

    private Purchase purchase = null!;
    private long frame;

    private OrderKey Order => World.Key(purchase.OrderId);

    private JsonObject? Payment => world.Norce.LivePayment(purchase.OrderId);

    private PaymentKey Key => Order.Payment((string)Payment!["id"]!);

    /// <summary>Marks that the steps from here on are in no other script.</summary>
    public void FromHere() => fromHere?.Invoke();

    /// <summary>Continues with this new order.</summary>
    public void AddOrder(JsonObject order)
    {
        purchase = new(world.Purchases.Count) { OrderId = world.Norce.AddOrder(order) };
        world.Purchases.Add(purchase);
    }

    public Task OpenCheckout() => UntilYes("open", async () =>
    {
        var known = Payment is null ? default : Key;
        var id = world.NextMessageId();
        var shown = Payment is null
            ? await world.Front.Ask("create", grains => grains.Get(Order).Create(new() { MessageId = id }))
            : await world.Front.Ask($"get {known}", grains => grains.Get(known).Get(new()));
        if (shown is not { IsAccepted: true }) return false;
        if (!long.TryParse((string?)Payment?["reference"], out frame)) return false;
        if (!purchase.Frames.Contains(frame)) purchase.Frames.Add(frame);
        return true;
    });

    public Task SetQuantity(int row, int quantity) => UntilYes($"row {row} to {quantity}", async ()
        => (await world.Norce.ChangeQuantity(purchase.OrderId, row, quantity)).IsSuccess);

    public Task AddVoucher(decimal amount) => UntilYes($"voucher of {amount}", async () =>
    {
        try
        {
            await world.Norce.AddVoucher(purchase.OrderId, amount);
            return true;
        }
        catch (InvalidOperationException refused)
        {
            world.Trace.Add($"voucher refused: {refused.Message}");
            return false;
        }
    });

    /// <summary>A delivery chosen in Qliro's frame, which its page reports.</summary>
    public Task Choose(ShippingChoice choice) => UntilYes($"delivery {choice.Method}", async () =>
    {
        var known = Key;
        var chosen = world.Qliro.SelectShipping(frame, choice)
            .Deserialize<QliroShippingMethodChanged>(QliroJson.Options)!;
        return await world.Front.Ask($"delivery {choice.Method}",
            grains => grains.Get(known).UpdateShippingOption(new() { Selected = chosen })) is { IsAccepted: true };
    });

    /// <summary>A delivery chosen in Qliro's frame, of which the page tells nobody.</summary>
    public void ChooseUnreported(ShippingChoice choice) => world.Qliro.SelectShipping(frame, choice);

    /// <summary>Somebody new says in Qliro's frame who buys, which its page reports or not.</summary>
    public Task SayWho(bool isCompany, bool isReported)
    {
        world.Qliro.SetCustomer(frame, world.Persons.Add(isCompany).Whole);
        return !isReported ? Task.CompletedTask : UntilYes("customer update", async () =>
        {
            var known = Key;
            return await world.Front.Ask(
                "customer update", grains => grains.Get(known).UpdateCustomer(new())) is { IsAccepted: true };
        });
    }

    public Task Remove() => UntilYes("remove", async () =>
    {
        if (Payment is null) return true;
        var known = Key;
        return await world.Front.Ask("remove", grains => grains.Get(known).Remove(new())) is { IsAccepted: true };
    });

    public Task Buy(PurchaseOutcome outcome = PurchaseOutcome.Approve, string method = "QLIROPAYLATER_INVOICE30")
        => UntilYes($"buy, to end as {outcome}", async () =>
        {
            var result = await world.Qliro.CompleteAsync(frame, outcome, method, typeCode: null);
            world.Trace.Add($"Qliro {frame}: {result.Status} {result.DeclineReason} {result.DeclineMessage}");
            return outcome == PurchaseOutcome.Decline ? result.DeclineReason == "PaymentDeclined" : result.Accepted;
        });

    public void EndReview() => world.Qliro.ResolveHold(frame, completed: true);

    public void AddGoods(decimal price) => purchase.Additions.Add(
        new(frame, world.Qliro.AddUpsell(frame, price, price * 0.8m), Replaced: 0, CannotBeKnown: false));

    public Task Capture(string? sku = null, int quantity = 0) => Manage(OperationType.Capture, sku, quantity);

    public Task Cancel() => Manage(OperationType.Cancel, null, 0);

    public Task Refund(string? sku = null, int quantity = 0, decimal fee = 0m)
        => Manage(OperationType.Refund, sku, quantity, fee);

    /// <summary>Releases items of what is reserved.</summary>
    public Task CancelItems(string sku, int quantity) => Manage(OperationType.CancelItems, sku, quantity);

    /// <summary>Gives a sum back without goods.</summary>
    public Task RefundSum(decimal sum) => Manage(OperationType.RefundAmount, null, 0, sum: sum);

    /// <summary>Asks three times, whatever the answers are; nothing follows from it.</summary>
    public async Task Look<T>(string what, Func<IPaymentGrain, Task<Outcome<T>>> message)
        where T : class
    {
        var known = Key;
        for (var number = 1; number <= 3; number++)
        {
            await world.Front.Ask(what, grains => message(grains.Get(known)));
            await world.Time.Pause(betweenTries);
        }
    }

    /// <summary>
    /// Executes an action in Norce's back office, and repeats it until it worked or has nothing to do.
    /// </summary>
    public Task Execute(OperationType type, string state)
    {
        purchase.Requests.Add(new(type, null, 0, null));
        return UntilYes($"action {type}", async () => (string?)Payment?["state"] == state
            || (await world.Norce.ExecuteAction(purchase.OrderId, Key.PaymentId, Word(type))).IsSuccess);
    }

    /// <summary>Charges a new order with what was saved at the first purchase.</summary>
    public async Task Charge(JsonObject order)
    {
        var token = Masked.Of((string)Payment!["recurring"]!["token"]!);
        AddOrder(order);
        await UntilYes("charge", async () =>
        {
            var id = world.NextMessageId();
            return await world.Front.Ask("charge", grains => grains.Get(Order).CreateRecurring(
                new() { Token = token, MessageId = id })) is { IsAccepted: true };
        });
        frame = world.Qliro.OrderIds[^1];
    }

    public Task UntilState(string state) => Until($"payment is {state}", () => (string?)Payment?["state"] == state);

    public Task UntilStatus(string status)
        => Until($"order is {status}", () => world.Norce.Status(purchase.OrderId) == status);

    public Task UntilAmount(decimal amount)
        => Until($"payment covers {amount}", () => (decimal?)Payment?["amount"] == amount);

    public Task UntilSaved() => Until("card is saved", () => Payment?["recurring"]?["token"] is not null);

    private async Task Manage(
        OperationType type, string? sku, int quantity, decimal fee = 0m, decimal? sum = null)
    {
        var reference = sku is null ? null
            : world.Qliro.Left(frame).First(line => line.Reference.EndsWith(sku, StringComparison.Ordinal)).Reference;
        IReadOnlyList<OperationItem> items = reference is null ? []
            : [new() { Reference = reference, Quantity = quantity }];
        IReadOnlyList<ReturnFee> fees = fee == 0m ? []
            : [new() { Reference = "RETURN", Description = "Return", PriceIncVat = fee, PriceExVat = fee * 0.8m }];
        var (payment, place, refusals, keys) = (Key, purchase.Requests.Count, 0, 0);
        purchase.Requests.Add(new(type, reference, quantity, $"{type}-{purchase.Number}-{place}") { Amount = sum });
        await UntilYes($"{type} {sku} {quantity}", async () =>
        {
            var request = purchase.Requests[place];
            var (key, id) = (request.Key, world.NextMessageId());
            var outcome = await world.Front.Ask($"{type} {sku} {quantity}", grains => type switch
            {
                OperationType.Capture => grains.Get(payment).Capture(
                    new() { Items = items, IdempotencyKey = key, MessageId = id }),
                OperationType.Cancel => grains.Get(payment).Cancel(new() { IdempotencyKey = key, MessageId = id }),
                OperationType.CancelItems => grains.Get(payment).CancelItems(
                    new() { Items = items, IdempotencyKey = key, MessageId = id }),
                OperationType.RefundAmount => grains.Get(payment).RefundAmount(
                    new() { Amount = sum!.Value, IdempotencyKey = key, MessageId = id }),
                _ => grains.Get(payment).Refund(
                    new() { Items = items, Fees = fees, IdempotencyKey = key, MessageId = id }),
            });
            if (outcome is { IsAccepted: true })
            {
                request.IsAcknowledged = true;
                world.Auditor.AfterOperation(payment, request);
                return true;
            }
            refusals = outcome is null ? 0 : refusals + 1;
            if (refusals < RefusalsMax || Payment?["attributes"]?["qliroOperation"] is not null) return false;
            (refusals, keys) = (0, keys + 1);
            purchase.Requests[place] = request with { Key = $"{type}-{purchase.Number}-{place}-{keys}" };
            return false;
        });
    }

    private static string Word(OperationType type) => type switch
    {
        OperationType.Capture => "capture",
        OperationType.Cancel => "cancel",
        _ => "refund",
    };

    private async Task UntilYes(string what, Func<Task<bool>> call)
    {
        for (var number = 1; number <= TriesMax; number++)
        {
            if (await call()) return;
            await world.Time.Pause(betweenTries);
        }
        throw new InvalidOperationException($"\"{what}\" was asked {TriesMax} times and never answered yes.");
    }

    private async Task Until(string what, Func<bool> holds)
    {
        var last = world.Time.GetUtcNow() + timeout;
        while (!holds())
        {
            if (world.Time.GetUtcNow() > last) throw new InvalidOperationException($"\"{what}\" did not come true.");
            await world.Time.Pause(betweenChecks);
        }
        world.Trace.Add($"{what}");
    }
}
