using QliroAdapter.Ops;
using Shouldly;
using Xunit;

namespace QliroAdapter.Stores.Tests;

public abstract partial class PaymentStoreContract<THome>
{
    private async Task<IEnumerable<string>> Find(PaymentSearch search)
        => (await Records.Find(search, Cancellation)).Select(found => found.Key);

    [Fact]
    public async Task Should_find_a_payment_by_each_of_its_ids()
    {
        var payment = A.Payment("p1", orderId: "order-1") with { QliroOrderId = "4711" };
        await Commit(payment);
        await Commit(A.Payment("p2", orderId: "order-2") with { QliroOrderId = "4712" });

        foreach (var id in new[] { "order-1", "p1", "4711", payment.Key })
            (await Find(new() { Text = id })).ShouldBe([payment.Key], id);
        (await Find(new() { Text = "order" })).ShouldBeEmpty();
        (await Find(new() { Text = "' or 1=1 --" })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_find_all_payments_of_an_order_newest_change_first()
    {
        await Commit(A.Payment("old") with { At = A.Noon });
        await Commit(A.Payment("new") with { At = A.Noon.AddSeconds(2) });
        await Commit(A.Creation("order-1") with { At = A.Noon.AddSeconds(1) });

        (await Find(new() { Text = "order-1" })).ShouldBe([KeyOf("new"), A.Creation("order-1").Key, KeyOf("old")]);
        (await Find(new() { RowsMax = 2 })).ShouldBe([KeyOf("new"), A.Creation("order-1").Key]);
    }

    [Fact]
    public async Task Should_find_by_state_parked_and_outbox()
    {
        await Commit(A.Payment("parked") with { State = "captured", ParkedReason = "Norce refused" });
        await Commit(A.Payment("waiting") with { State = "captured", OutboxEntries = 2 });
        await Commit(A.Payment("both") with { State = "intent", ParkedReason = "both", OutboxEntries = 1 });
        await Commit(A.Payment("rest") with { State = "intent" });

        (await Find(new() { State = "captured" })).ShouldBe([KeyOf("parked"), KeyOf("waiting")], ignoreOrder: true);
        (await Find(new() { ParkedOnly = true })).ShouldBe([KeyOf("parked"), KeyOf("both")], ignoreOrder: true);
        (await Find(new() { OutboxOnly = true })).ShouldBe([KeyOf("waiting"), KeyOf("both")], ignoreOrder: true);
        (await Find(new() { State = "intent", ParkedOnly = true, OutboxOnly = true })).ShouldBe([KeyOf("both")]);
        (await Find(new() { Text = "order-1", State = "authorized" })).ShouldBeEmpty();
        (await Find(new())).Count().ShouldBe(4);
    }

    [Fact]
    public async Task Should_show_a_payment_whole()
    {
        await Commit(A.Payment("p1"));
        var payment = A.Payment("p1", 1) with
        {
            QliroOrderId = "4711",
            State = "authorized",
            OutboxEntries = 3,
            DueAt = A.Noon.AddMinutes(1),
            ParkedReason = "gave up",
            At = A.Noon.AddMilliseconds(7),
        };
        await Commit(payment);

        (await Records.Find(new() { Text = "p1" }, Cancellation)).ShouldBe([new()
        {
            Key = payment.Key,
            Merchant = "shop",
            Channel = "se",
            OrderId = "order-1",
            PaymentId = "p1",
            QliroOrderId = "4711",
            State = "authorized",
            Version = 2,
            OutboxEntries = 3,
            DueAt = A.Noon.AddMinutes(1),
            ParkedReason = "gave up",
            UpdatedAt = A.Noon.AddMilliseconds(7),
        }]);
    }

    [Fact]
    public async Task Should_count_payments_by_state()
    {
        (await Records.CountByState(Cancellation)).ShouldBeEmpty();
        await Commit(A.Payment("a") with { State = "captured", ParkedReason = "why", OutboxEntries = 2 });
        await Commit(A.Payment("b") with { State = "captured", OutboxEntries = 3 });
        await Commit(A.Payment("c") with { State = "intent" });
        await Commit(A.Payment("c", 1) with { State = "failed" });

        (await Records.CountByState(Cancellation)).ShouldBe(
            [new("captured", 2, 1, 5), new("failed", 1, 0, 0)], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_answer_a_probe_as_often_as_asked()
    {
        await Records.Probe(Cancellation);
        await Records.Probe(Cancellation);
        (await Find(new())).ShouldBeEmpty();
    }
}
