namespace QliroAdapter.Adapter.Tests;

public sealed class When_an_order_is_paid(Adapter adapter) : IClassFixture<Adapter>
{
    [Fact]
    public async Task Should_go_from_checkout_to_captured_to_credited()
    {
        var order = await adapter.Bought();
        ((string?)adapter.PaymentOf(order)["state"]).ShouldBe("reserved");

        (await adapter.Norce.ExecuteAction(order, adapter.PaymentIdOf(order), "capture")).Status.ShouldBe(200);
        // Actions are written after the state, so the next action appears last.
        await Adapter.Until(() => adapter.ActionsOf(order).Contains("refund"));
        ((string?)adapter.PaymentOf(order)["state"]).ShouldBe("captured");

        (await adapter.Norce.ExecuteAction(order, adapter.PaymentIdOf(order), "refund")).Status.ShouldBe(200);
        await Adapter.Until(() => (string?)adapter.PaymentOf(order)["state"] == "credited");
    }

    [Fact]
    public async Task Should_release_the_money_when_it_is_cancelled()
    {
        var order = await adapter.Bought();

        (await adapter.Norce.ExecuteAction(order, adapter.PaymentIdOf(order), "cancel")).Status.ShouldBe(200);

        await Adapter.Until(() => (string?)adapter.PaymentOf(order)["state"] == "cancelled");
        adapter.Qliro.Totals(adapter.QliroOrderOf(order)).Captured.ShouldBe(0);
    }

    [Fact]
    public async Task Should_keep_qliro_in_step_with_the_cart()
    {
        var order = await adapter.Created();

        var changed = await adapter.Norce.ChangeQuantity(order, 0, 3);
        changed.Status.ShouldBe(200, System.Text.Encoding.UTF8.GetString(changed.Body));

        ((decimal)adapter.PaymentOf(order)["amount"]!).ShouldBe(375m);
        ((decimal)adapter.Qliro.Order(adapter.QliroOrderOf(order))["TotalPrice"]!).ShouldBe(375m);
    }

    [Fact]
    public async Task Should_show_the_receipt_by_get()
    {
        var order = await adapter.Bought();

        (await adapter.Api.Get(order, adapter.PaymentIdOf(order))).PaymentId.ShouldBe(adapter.PaymentIdOf(order));
    }

    [Fact]
    public async Task Should_write_nothing_for_a_push_that_comes_again()
    {
        var order = await adapter.Bought();
        var url = adapter.CallbackUrl(order);
        // Opened, processed, confirmed: the audit trail is the last thing that a purchase writes.
        await Adapter.Until(() => adapter.Norce.Transactions(order, adapter.PaymentIdOf(order)).Count == 3);
        var before = adapter.Norce.Log.Writes.Count(one => one.Path.Contains(order, StringComparison.Ordinal));

        var answers = await Task.WhenAll(
            Enumerable.Range(0, 3).Select(_ => Adapter.CallBare(url, """{"Status":"Completed"}""")));

        answers.ShouldAllBe(answer => answer.Status == 200 && (string?)answer.Body!["CallbackResponse"] == "received");
        adapter.Norce.Log.Writes.Count(one => one.Path.Contains(order, StringComparison.Ordinal)).ShouldBe(before);
    }
}
