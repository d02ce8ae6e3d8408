using System.Text.Json.Nodes;
using QliroAdapter.Checkout;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.People;

/// <summary>
/// One shopper on one order: opens the checkout, reloads, changes the cart, uses vouchers, removes, comes back, pays,
/// and sometimes does two things at once. The storefront tries three times, and shows a live payment instead of
/// creating one.
/// </summary>
internal sealed class Shopper(World world, Purchase purchase)
{
    private readonly FrameVisit visit = new(world, purchase);

    private Dice Dice => world.Dice;

    /// <summary>The Qliro order that was bought; null before the purchase.</summary>
    private long? bought;

    private OrderKey Order => World.Key(purchase.OrderId);

    public async Task Live()
    {
        var cart = Carts.Random(Dice, purchase.IsDigital);
        visit.LogIn(cart);
        purchase.OrderId = world.Norce.AddOrder(cart);
        if (Dice.Chance(0.4))
            await world.Norce.AddHook(purchase.OrderId, Carts.FreightAdapter, Dice.Of("/cart", "/customer"),
                "/shippings", order => Carts.Freight(Dice, order));
        await OpenCheckout();
        if (world.Offers.NamesPersons && Dice.Chance(0.6)) await InFrame(visit.SayWho);
        if (world.Offers.Ships && Dice.Chance(0.6)) await InFrame(visit.ChooseDelivery);
        for (var step = Dice.Between(2, Dice.Of(3, 6, 14)); step > 0; step--)
        {
            await world.Time.Pause(Think());
            if (Dice.Chance(0.2)) await Task.WhenAll(Step(), Step());
            else if (await Step()) break;
        }
        List<Task> afterwards = [new Staff(world, purchase).Live()];
        var until = world.Time.GetUtcNow() + world.Offers.Window;
        if (bought is { } frame && world.Offers.AddsGoods)
            afterwards.Add(new AddedGoods(world, purchase).Live(frame, until));
        if (bought is not null && world.Offers.Renews) afterwards.Add(new Renewals(world, purchase).Live());
        await Task.WhenAll(afterwards);
    }

    private TimeSpan Think() => Dice.Of(Dice.Seconds(0, 1), Dice.Seconds(1, 60), Dice.Seconds(60, 1200));

    /// <summary>True when the shopper has bought.</summary>
    private async Task<bool> Step()
    {
        switch (Dice.Below(20 + (world.Offers.NamesPersons ? 3 : 0) + (world.Offers.Ships ? 3 : 0)))
        {
            case < 3: await OpenCheckout(); break;
            case < 6: await ChangeCart(); break;
            case 6: await AddVoucher(); break;
            case 7 or 8: await Ask("customer update", payment => payment.UpdateCustomer(new())); break;
            case 9: await Remove(); break;
            case 10: await Refresh(); break;
            case 11: await new Staff(world, purchase).TellLies(); break;
            case 12: await new Staff(world, purchase).MoveOrder(); break;
            case 13 when purchase.Frames.Count > 0: Expire(); break;
            case 20 or 21 or 22 when world.Offers.NamesPersons: await InFrame(visit.SayWho); break;
            case >= 20: await InFrame(visit.ChooseDelivery); break;
            default: return await Pay();
        }
        return false;
    }

    /// <summary>Its repeat may come minutes later, when Qliro has released the reservation.</summary>
    private async Task Refresh()
    {
        using var agreeing = new Staff(world, purchase).Agree();
        await Ask("refresh", payment => payment.Refresh(new()));
    }

    private async Task OpenCheckout()
    {
        for (var number = 1; number <= 3; number++)
        {
            var id = world.NextMessageId();
            var shown = Live_() is { } known
                ? await world.Front.Ask($"get {known}", grains => grains.Get(Order.Payment(known)).Get(new()))
                : await world.Front.Ask($"create on {purchase.OrderId}",
                    grains => grains.Get(Order).Create(new() { MessageId = id }));
            if (shown is { IsAccepted: true } accepted)
            {
                See(accepted.Value);
                return;
            }
            await world.Time.Pause(Dice.Seconds(0.2, 5));
        }
    }

    private string? Live_() => (string?)world.Norce.LivePayment(purchase.OrderId)?["id"];

    private void See(CheckoutSnippet snippet)
    {
        if (long.TryParse((string?)world.Norce.Payment(purchase.OrderId, snippet.PaymentId)["reference"], out var id)
            && !purchase.Frames.Contains(id))
            purchase.Frames.Add(id);
    }

    private async Task ChangeCart()
    {
        var items = (JsonArray)world.Norce.Order(purchase.OrderId)["cart"]!["items"]!;
        if (items.Count == 0) return;
        var row = Dice.Below(items.Count);
        var quantity = items.Count > 1 ? Dice.Between(0, 6) : Dice.Between(1, 6);
        var before = (int)items[row]!["quantity"]!;
        world.Trace.Add($"shopper changes row {row} of {purchase.OrderId} to {quantity}");
        var writes = world.NorceSide.WritesOn(purchase.OrderId);
        var answer = await world.Norce.ChangeQuantity(purchase.OrderId, row, quantity);
        world.Trace.Add($"cart of {purchase.OrderId}: {answer.Status} {(answer.IsSuccess ? "" : answer.BodyText)}");
        // Setting a quantity to its present value is no change, and no hook is called. A writer that waited meanwhile
        // has written after it.
        var isLast = writes == world.NorceSide.WritesOn(purchase.OrderId);
        if (answer.IsSuccess && quantity != before && isLast) world.Auditor.AfterCartChange(purchase);
    }

    private async Task AddVoucher()
    {
        var order = world.Auditor.Order(purchase.OrderId);
        if (order.Remaining < 2) return;
        var amount = Math.Round(order.Remaining * Dice.Between(5, 70) / 100m, 2);
        try
        {
            await world.Norce.AddVoucher(purchase.OrderId, amount);
            world.Trace.Add($"voucher of {amount} on {purchase.OrderId}");
        }
        catch (InvalidOperationException refused)
        {
            world.Trace.Add($"voucher of {amount} on {purchase.OrderId} refused: {refused.Message}");
        }
    }

    private async Task Remove()
    {
        for (var number = 1; number <= 3; number++)
        {
            if (await Ask("remove", payment => payment.Remove(new())) is not null) return;
        }
    }

    private async Task<Outcome<T>?> Ask<T>(string what, Func<IPaymentGrain, Task<Outcome<T>>> message)
        where T : class
        => Live_() is { } known
            ? await world.Front.Ask(
                $"{what} {purchase.OrderId} {known}", grains => message(grains.Get(Order.Payment(known))))
            : null;

    private void Expire()
    {
        if (world.Qliro.Status(purchase.Frames[^1]) != CheckoutStatus.InProcess) return;
        world.Trace.Add($"Qliro order {purchase.Frames[^1]} expires");
        world.Qliro.Expire(purchase.Frames[^1]);
    }

    /// <summary>Presses buy, and sometimes again after a decline.</summary>
    private async Task<bool> Pay()
    {
        for (var number = Dice.Between(1, 3); ; number--)
        {
            if (await PressBuy()) return true;
            if (number == 1) return false;
            await world.Time.Pause(Dice.Seconds(1, 60));
            if (world.Offers.Ships && Dice.Chance(0.5)) await InFrame(visit.ChooseDelivery);
        }
    }

    /// <summary>Mostly in the frame that was shown last.</summary>
    private async Task InFrame(Func<long, Task> act)
    {
        if (purchase.Frames.Count > 0) await act(Dice.Chance(0.9) ? purchase.Frames[^1] : Dice.Of(purchase.Frames));
    }

    private async Task<bool> PressBuy()
    {
        if (purchase.Frames.Count == 0) return false;
        var frame = Dice.Chance(0.9) ? purchase.Frames[^1] : Dice.Of(purchase.Frames);
        await visit.Prepare(frame);
        var outcome = Dice.Of(PurchaseOutcome.Approve, PurchaseOutcome.Approve, PurchaseOutcome.Approve,
            PurchaseOutcome.OnHold, PurchaseOutcome.Decline);
        if (world.Offers.AddsGoods) world.Qliro.AllowUpsell(frame, world.Time.GetUtcNow() + world.Offers.Window);
        world.Trace.Add($"shopper presses buy on {frame} of {purchase.OrderId}, to end as {outcome}");
        var (method, code) = Dice.Of<(string, string?)>(
            ("QLIROPAYLATER_INVOICE30", "INVOICE"), ("CREDITCARDS", null), ("SWISH", null));
        var result = await world.Qliro.CompleteAsync(frame, outcome, method, code);
        world.Trace.Add($"Qliro {frame}: {result.Status} {result.DeclineReason} {result.DeclineMessage}");
        if (result is { Accepted: true, Status: CheckoutStatus.OnHold })
            world.Time.At(Dice.Seconds(10, 7200), () => Resolve(frame, Dice.Chance(0.7)));
        if (result.Accepted) bought = frame;
        return result.Accepted;
    }

    private void Resolve(long frame, bool completed)
    {
        if (world.Qliro.Status(frame) != CheckoutStatus.OnHold) return;
        world.Trace.Add($"Qliro {frame} leaves its review: {(completed ? "completed" : "refused")}");
        world.Qliro.ResolveHold(frame, completed);
    }
}
