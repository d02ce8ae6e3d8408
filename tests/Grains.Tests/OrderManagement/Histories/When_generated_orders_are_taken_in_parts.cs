using System.Text.Json;
using System.Text.Json.Nodes;
using CsCheck;
using QliroAdapter.Composition;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Tests;

namespace QliroAdapter.Grains.Tests.OrderManagement.Histories;

/// <summary>
/// Captures and refunds of generated orders by the real grain, compared after each step with the simulated Qliro's
/// admin order: each costs what its goods cost alone, and all of them sum to the order.
/// </summary>
public sealed class When_generated_orders_are_taken_in_parts
{
    private const int OrdersDefault = 60;

    /// <summary>Each order costs some fifty times what a decision without partners costs.</summary>
    private const int CheaperByDecisionsAlone = 50;

    private static readonly Gen<(OrderLines Lines, int[] Choices)> generated =
        from generated in GeneratedOrders.All
        from choices in Gen.Int[0, int.MaxValue - 1].Array[32]
        let lines = OrderLines.From(generated.Order, generated.Rules)
        where lines.IsAccepted && lines.Value.Total.Amount > 0m
        select (lines.Value, choices);

    [Fact]
    public async Task Should_book_at_qliro_what_the_goods_are_worth()
    {
        await using var world = await World.Make();
        world.Qliro.Options.Outcomes = OutcomeTiming.Immediately;
        await generated.SampleAsync(
            async one =>
            {
                var bought = await world.Buy(Json(one.Lines), "QLIROPAYLATER_INVOICE30", fee: null);
                var order = new PartedOrder(one.Lines);
                QliroTotals Totals() => world.Qliro.Totals(bought.QliroOrderId);
                async Task<PaymentError?> Capture(IReadOnlyList<OperationItem> items)
                    => (await world.Activate(bought.Key).Capture(new() { Items = items })).Error;
                async Task<PaymentError?> Refund(IReadOnlyList<OperationItem> items)
                    => (await world.Activate(bought.Key).Refund(new() { Items = items })).Error;

                (await order.Part(one.Choices, Taking(
                    world, bought.Key, Capture, () => Totals().Captured)))
                    .ShouldBe(one.Lines.Total.Amount);
                (await order.Part([.. one.Choices.Reverse()], Taking(
                    world, bought.Key, Refund, () => Totals().Refunded)))
                    .ShouldBe(one.Lines.Total.Amount);
                world.Qliro.Log.Clear();
            },
            iter: GeneratedOrders.Count(OrdersDefault * CheaperByDecisionsAlone) / CheaperByDecisionsAlone,
            threads: 1);
    }

    /// <summary>
    /// What an operation took according to Qliro's admin order, once all its parts have been sent and finished.
    /// </summary>
    private static Func<(string, int)[], Task<Outcome<Taken>>> Taking(
        World world, PaymentKey key, Func<IReadOnlyList<OperationItem>, Task<PaymentError?>> ask, Func<long> adminOrder)
        => async items =>
    {
        var before = adminOrder();
        var error = await ask(Requests.Items(items));
        // Nothing of worth is left, so the payment is in a later state.
        if (error is { Code: ErrorCodes.PaymentConflict }) return new Taken(0m, []);
        if (error is not null) return error;
        for (var round = 0; await IsOpen(world, key); round++)
        {
            round.ShouldBeLessThan(20, "the operation does not come to an end");
            world.Clock.Advance(TimeSpan.FromMinutes(1));
            await world.Activate(key).Continue(new());
        }
        return new Taken((adminOrder() - before) / 100m, []);
    };

    private static async Task<bool> IsOpen(World world, PaymentKey key)
        => Features.Json.Read((await world.Store.Load(key.ToString(), CancellationToken.None))!.Document)
            .OpenOperation() is not null;

    private static JsonArray Json(OrderLines lines)
        => (JsonArray)JsonSerializer.SerializeToNode(lines.Lines, QliroJson.Options)!;
}
