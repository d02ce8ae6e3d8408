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
        (await Find(new() { Text = "or" })).ShouldBeEmpty();
        (await Find(new() { Text = "order", IsExact = true })).ShouldBeEmpty();
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
            Amount = new(250.10m, "SEK"),
            MerchantReference = "ref-1",
            Attention = new(AttentionKinds.Parked, "The adapter gave up.", A.Noon.AddMinutes(2), 125.05m),
            OutboxSince = A.Noon.AddMinutes(-3),
            HeldReason = "held by anna since noon: why",
            Method = "QLIROPAYLATER_INVOICE30",
            EventsSince = A.Noon.AddMinutes(-4),
            EventsGivenUp = 2,
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
            Amount = new(250.10m, "SEK"),
            MerchantReference = "ref-1",
            Attention = new(AttentionKinds.Parked, "The adapter gave up.", A.Noon.AddMinutes(2), 125.05m),
            OutboxSince = A.Noon.AddMinutes(-3),
            HeldReason = "held by anna since noon: why",
            Method = "QLIROPAYLATER_INVOICE30",
            EventsSince = A.Noon.AddMinutes(-4),
            EventsGivenUp = 2,
            UpdatedAt = A.Noon.AddMilliseconds(7),
        }]);
    }

    [Fact]
    public async Task Should_find_a_payment_by_its_newest_order_at_qliro()
    {
        await Commit(A.Payment("p1"));
        await Commit(A.Payment("p1", 1) with { QliroOrderId = "4711", MerchantReference = "ref-1" });
        await Commit(A.Payment("p1", 2) with { QliroOrderId = "4712", MerchantReference = "ref-2" });
        await Commit(A.Payment("p1", 3) with { QliroOrderId = "4712" });

        foreach (var gone in new[] { "4711", "ref-1" }) (await Find(new() { Text = gone })).ShouldBeEmpty(gone);
        foreach (var id in new[] { "4712", "ref-2" }) (await Find(new() { Text = id })).ShouldBe([KeyOf("p1")], id);

        await Commit(A.Payment("p1", 4));
        (await Find(new() { Text = "4712" })).ShouldBeEmpty("the payment has no order at Qliro now");
        (await Find(new() { Text = "ref-2" })).ShouldBe([KeyOf("p1")], "a reference stays until there is another");
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
    public async Task Should_find_by_the_beginning_of_each_id()
    {
        var payment = A.Payment("pay-1", orderId: "order-1") with
        {
            QliroOrderId = "4711000",
            MerchantReference = "REF-ö1",
        };
        await Commit(payment);
        await Commit(A.Payment("zz", orderId: "zz") with { QliroOrderId = "999", MerchantReference = "zz" });

        foreach (var beginning in new[] { "order-1", "ord", "pay", "4711", "REF-ö", "REF", "shop/se/order-1" })
            (await Find(new() { Text = beginning })).ShouldBe([payment.Key], beginning);
        foreach (var other in new[] { "rder", "order-11", "%", "ord%", "ORD" })
            (await Find(new() { Text = other })).ShouldBeEmpty(other);
    }

    [Fact]
    public async Task Should_find_by_merchant_channel_and_time()
    {
        await Commit(A.Payment("a") with { At = A.Noon });
        await Commit(A.Payment("b") with { At = A.Noon.AddHours(1), Channel = "no" });
        await Commit(A.Payment("c") with { At = A.Noon.AddHours(2), Merchant = "other" });

        (await Find(new() { Merchant = "shop" })).ShouldBe([KeyOf("b"), KeyOf("a")]);
        (await Find(new() { Channel = "se", OldestFirst = true })).ShouldBe([KeyOf("a"), KeyOf("c")]);
        (await Find(new() { From = A.Noon.AddHours(1) })).ShouldBe([KeyOf("c"), KeyOf("b")]);
        (await Find(new() { Until = A.Noon.AddHours(1) })).ShouldBe([KeyOf("a")]);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_turn_pages_without_losing_or_repeating_a_payment(bool oldestFirst)
    {
        // Several were changed in the same moment, so that only the key tells them apart.
        foreach (var number in Enumerable.Range(0, 10))
            await Commit(A.Payment($"p{number}") with { At = A.Noon.AddSeconds(number / 4) });
        var search = new PaymentSearch { RowsMax = 3, OldestFirst = oldestFirst };
        var seen = new List<string>();
        for (var page = 0; page < 5; page++)
        {
            var rows = await Records.Find(search, Cancellation);
            seen.AddRange(rows.Select(row => row.PaymentId));
            if (rows.Count > 0) search = search with { After = new(rows[^1].UpdatedAt, rows[^1].Key) };
        }
        var all = Enumerable.Range(0, 10).Select(number => $"p{number}");
        seen.ShouldBe(oldestFirst ? all : all.Reverse());
    }

    [Fact]
    public async Task Should_show_what_needs_a_person_now_with_the_most_money_first()
    {
        await Commit(A.Payment("little") with { Amount = new(9m, "SEK"), Attention = Needs(0, 10.50m) });
        await Commit(A.Payment("much") with { Amount = new(9m, "SEK"), Attention = Needs(0, 1000m) });
        await Commit(A.Payment("later") with { Amount = new(9m, "SEK"), Attention = Needs(2, 5000m) });
        await Commit(A.Payment("euro") with { Amount = new(9m, "EUR"), Attention = Needs(1, 20m) });
        await Commit(A.Payment("settled") with { Attention = Needs(0, 70m) });
        await Commit(A.Payment("settled", 1));

        (await Find(new() { NeedsPersonAt = A.Noon.AddMinutes(1) })).ShouldBe([KeyOf("much"), KeyOf("euro"), KeyOf("little")]);
        (await Records.Backlog(A.Noon.AddMinutes(1), Cancellation)).Attention.ShouldBe(
            [new(AttentionKinds.Parked, "EUR", 1, 20m), new(AttentionKinds.Parked, "SEK", 2, 1010.50m)]);
    }

    [Fact]
    public async Task Should_know_the_oldest_outbox_entry()
    {
        (await Records.Backlog(A.Noon, Cancellation)).OldestOutboxEntry.ShouldBeNull();
        await Commit(A.Payment("a") with { OutboxEntries = 1, OutboxSince = A.Noon });
        await Commit(A.Payment("b") with { OutboxEntries = 1, OutboxSince = A.Noon.AddHours(-1) });
        (await Records.Backlog(A.Noon, Cancellation)).OldestOutboxEntry.ShouldBe(A.Noon.AddHours(-1));
        await Commit(A.Payment("b", 1));
        (await Records.Backlog(A.Noon, Cancellation)).OldestOutboxEntry.ShouldBe(A.Noon);
    }

    [Fact]
    public async Task Should_tell_what_waits_by_merchant_with_the_fullest_outbox_first()
    {
        await Commit(A.Payment("a") with { OutboxEntries = 2, OutboxSince = A.Noon });
        await Commit(A.Payment("b") with { OutboxEntries = 1, OutboxSince = A.Noon.AddHours(-1) });
        await Commit(A.Payment("c") with { Merchant = "full", OutboxEntries = 9, OutboxSince = A.Noon });
        await Commit(A.Payment("d") with { Merchant = "stuck", Attention = Needs(0, 1m) });
        await Commit(A.Payment("e") with { Merchant = "stuck", Attention = Needs(2, 1m) });
        await Commit(A.Payment("f") with { Merchant = "fine" });
        await Commit(A.Payment("g") with
        {
            Merchant = "full",
            OutboxEntries = 3,
            OutboxSince = A.Noon.AddHours(-5),
            ParkedReason = "why",
        });

        (await Records.Waiting(A.Noon, 10, Cancellation)).ShouldBe(
        [
            new("full", 0, 12, A.Noon) { ParkedEntries = 3 }, new("shop", 0, 3, A.Noon.AddHours(-1)),
            new("stuck", 1, 0, null),
        ]);
        (await Records.Waiting(A.Noon, 1, Cancellation)).Count.ShouldBe(1);
        (await Records.Backlog(A.Noon, Cancellation)).OutboxEntries.ShouldBe(15);
    }

    [Fact]
    public async Task Should_know_how_many_outbox_entries_there_are()
    {
        (await Records.Backlog(A.Noon, Cancellation)).OutboxEntries.ShouldBe(0);
        await Commit(A.Payment("a") with { OutboxEntries = 1, OutboxSince = A.Noon });
        await Commit(A.Payment("b") with { OutboxEntries = 2, OutboxSince = A.Noon });
        (await Records.Backlog(A.Noon, Cancellation)).OutboxEntries.ShouldBe(3);
    }

    [Fact]
    public async Task Should_know_the_oldest_entry_that_waits_for_no_person()
    {
        await Commit(A.Payment("a") with { OutboxEntries = 1, OutboxSince = A.Noon });
        await Commit(A.Payment("b") with
        {
            OutboxEntries = 1,
            OutboxSince = A.Noon.AddHours(-1),
            ParkedReason = "why",
        });
        (await Records.Backlog(A.Noon, Cancellation)).OldestUnparked.ShouldBe(A.Noon);
        (await Records.Backlog(A.Noon, Cancellation)).ParkedEntries.ShouldBe(1);
        (await Records.Backlog(A.Noon, Cancellation)).Held.ShouldBe(0);
    }

    [Fact]
    public async Task Should_know_the_events_that_were_not_delivered_until_they_are()
    {
        await Commit(A.Payment("late") with { EventsSince = A.Noon.AddHours(-1), EventsGivenUp = 2 });
        await Commit(A.Payment("held") with { EventsSince = A.Noon.AddHours(-9), HeldReason = "why" });
        await Commit(A.Payment("later") with { EventsSince = A.Noon, At = A.Noon.AddHours(2) });
        await Commit(A.Payment("given") with { EventsGivenUp = 1, At = A.Noon.AddHours(1) });
        await Commit(A.Payment("fine"));

        (await Find(new() { EventsWaitingOnly = true })).ShouldBe([KeyOf("held"), KeyOf("late"), KeyOf("later")]);
        (await Find(new() { EventsGivenUpOnly = true })).ShouldBe([KeyOf("given"), KeyOf("late")]);
        (await Find(new() { EventsWaitingOnly = true, HeldOnly = true })).ShouldBe([KeyOf("held")]);
        var backlog = await Records.Backlog(A.Noon, Cancellation);
        (backlog.OldestEvent, backlog.EventsGivenUp).ShouldBe((A.Noon.AddHours(-1), 3));

        await Commit(A.Payment("late", 1));
        backlog = await Records.Backlog(A.Noon, Cancellation);
        (backlog.OldestEvent, backlog.EventsGivenUp).ShouldBe((A.Noon, 1));
        (await Find(new() { EventsGivenUpOnly = true })).ShouldBe([KeyOf("given")]);
    }

    private static Attention Needs(int minutes, decimal atRisk)
        => new(AttentionKinds.Parked, "why", A.Noon.AddMinutes(minutes), atRisk);

    [Fact]
    public async Task Should_find_by_transaction_idempotency_key_and_hash_however_often_they_are_stored()
    {
        await Commit(A.Payment("p1") with { Ids = ["900001", "key-of-the-shop"] });
        await Commit(A.Payment("p1", 1) with { Ids = ["900001", "mail:0123456789abcdef"] });
        await Commit(A.Payment("p2") with { Ids = ["900002"] });

        foreach (var id in new[] { "900001", "key-of-the-shop", "key-of", "mail:0123456789abcdef" })
            (await Find(new() { Text = id })).ShouldBe([KeyOf("p1")], id);
        (await Find(new() { Text = "90000" })).ShouldBe([KeyOf("p1"), KeyOf("p2")], ignoreOrder: true);
        (await Find(new() { Text = "90000", IsExact = true })).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_find_by_hold_method_and_amount()
    {
        await Commit(A.Payment("a") with { Amount = new(100m, "SEK"), Method = "CARD", At = A.Noon });
        await Commit(A.Payment("b") with { Amount = new(250.50m, "SEK"), Method = "INVOICE", At = A.Noon.AddHours(1) });
        await Commit(A.Payment("c") with { Amount = new(900m, "SEK"), HeldReason = "why", At = A.Noon.AddHours(2) });
        await Commit(A.Payment("b", 1) with { Amount = new(250.50m, "SEK"), At = A.Noon.AddHours(3) });

        (await Find(new() { HeldOnly = true })).ShouldBe([KeyOf("c")]);
        (await Find(new() { Method = "INVOICE" })).ShouldBe([KeyOf("b")]);
        (await Find(new() { AmountMin = 250.50m })).ShouldBe([KeyOf("b"), KeyOf("c")]);
        (await Find(new() { AmountMin = 100m, AmountMax = 250.49m })).ShouldBe([KeyOf("a")]);
        (await Find(new() { ByAmount = true })).ShouldBe([KeyOf("c"), KeyOf("b"), KeyOf("a")]);
        (await Find(new() { ByAmount = true, Text = "order-1", RowsMax = 1 })).ShouldBe([KeyOf("c")]);
        (await Find(new() { ParkedOnly = true, State = "intent", Merchant = "shop" })).ShouldBeEmpty();
        (await Records.EndOf(new() { Method = "INVOICE" }, Cancellation)).ShouldBeNull();
    }

    [Fact]
    public async Task Should_answer_a_probe_as_often_as_asked()
    {
        await Records.Probe(Cancellation);
        await Records.Probe(Cancellation);
        (await Find(new())).ShouldBeEmpty();
    }
}
