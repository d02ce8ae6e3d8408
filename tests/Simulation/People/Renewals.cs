using System.Text.Json.Nodes;
using QliroAdapter.Checkout;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.People;

/// <summary>
/// The merchant charges new orders with what was saved at a purchase, without a shopper: repeats what was not answered,
/// sometimes asks twice at the same time, and continues with a charged order as with any purchase.
/// </summary>
internal sealed class Renewals(World world, Purchase purchase)
{
    private Dice Dice => world.Dice;

    public async Task Live()
    {
        for (var number = Dice.Between(1, 4); number > 0; number--)
        {
            await world.Time.Pause(Dice.Of(Dice.Seconds(2, 120), Dice.Seconds(120, 1800)));
            if ((string?)world.Norce.LivePayment(purchase.OrderId)?["recurring"]?["token"] is not { } token) continue;
            await Renew(token);
        }
    }

    private async Task Renew(string token)
    {
        var renewal = new Purchase(world.Purchases.Count) { OrderId = world.Norce.AddOrder(Order()) };
        world.Purchases.Add(renewal);
        if (Dice.Chance(0.15)) world.Qliro.PlanOutcome("Preauthorization", TransactionStatus.Error, "DECLINED",
            "The bank said no.");
        if (Dice.Chance(0.15)) await Task.WhenAll(Charge(renewal, token), Charge(renewal, token));
        else await Charge(renewal, token);
        await new Staff(world, renewal).Live();
    }

    private async Task Charge(Purchase renewal, string token)
    {
        for (var number = 1; number <= 4; number++)
        {
            var id = world.NextMessageId();
            var outcome = await world.Front.Ask($"charge {renewal.OrderId}",
                grains => grains.Get(World.Key(renewal.OrderId)).CreateRecurring(
                    new() { Token = Masked.Of(token), MessageId = id }));
            if (outcome is { IsAccepted: true }) renewal.IsChargeAcknowledged = true;
            if (outcome is not null && !Dice.Chance(0.3)) return;
            await world.Time.Pause(Dice.Seconds(0, 60));
        }
    }

    private JsonObject Order()
    {
        var order = Carts.Random(Dice);
        var billing = NorceOrders.Address();
        billing["nationalIdentificationNumber"] = "199001019802";
        order["customer"]!["billing"] = billing;
        return order;
    }
}
