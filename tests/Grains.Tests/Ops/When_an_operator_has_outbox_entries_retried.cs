using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Ops;

public sealed class When_an_operator_has_outbox_entries_retried
{
    [Fact]
    public async Task Should_be_shown_what_would_be_tried_and_why_it_failed()
    {
        await using var shop = await Shop.Open();
        var purchase = await WithOutbox(shop);

        var entries = (await purchase.Grain.ShowOutbox(new())).Value!.Entries;

        entries.Select(entry => entry.Kind).Distinct().ShouldBe(["SyncNorce", "RecordTransaction"]);
        entries.ShouldAllBe(entry => !entry.IsParked && entry.DueAt > shop.Clock.GetUtcNow());
        entries[0].Problem.ShouldNotBeNull().ShouldContain("503");
        entries[0].Meaning.ShouldContain("order state at Norce");
    }

    [Fact]
    public async Task Should_not_wait_for_the_next_try()
    {
        await using var shop = await Shop.Open();
        var purchase = await WithOutbox(shop);

        (await purchase.Grain.RetryOutbox(new())).Error.ShouldBeNull();

        purchase.OrderStatus.ShouldBe("completed");
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_leave_alone_what_is_parked()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.BuyParked();

        (await purchase.Grain.RetryOutbox(new())).Error.ShouldBeNull();

        (await purchase.Stored()).Outbox.ShouldContain(entry => entry.IsParked);
        purchase.OrderStatus.ShouldBe("processing");
    }

    [Fact]
    public async Task Should_resume_what_was_parked_once_its_reason_is_gone()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.BuyParked();

        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();
        purchase.OrderStatus.ShouldBe("completed");

        // The comparison that follows found an admin order that had not been read before.
        await shop.DoDueWork();
        (await purchase.Stored()).Outbox.ShouldBeEmpty();
        (await purchase.Timeline()).ShouldContain(row => row.Summary == "SyncNorce resumed by an operator.");
    }

    [Fact]
    public async Task Should_give_a_resumed_call_its_full_time_again()
    {
        await using var shop = await Shop.Open(null, ("Retry:GiveUpHours", "1"));
        var purchase = await shop.BuyParked();
        shop.Clock.Advance(TimeSpan.FromHours(5));
        shop.Norce.Faults.On("PUT", "/payments/").Answer(500, times: 3);

        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();

        var entry = (await purchase.Stored()).Outbox.Single(
            entry => entry is { Kind: QliroAdapter.Outbox.OutboxKind.SyncNorce, Ordinal: 0 });
        (entry.IsParked, entry.Since).ShouldBe((false, shop.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Should_not_find_a_payment_that_never_was()
    {
        await using var shop = await Shop.Open();
        var none = shop.Grains.Get(Shop.Key(shop.AddOrder()).Payment("pnone"));

        (await none.ShowOutbox(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        (await none.ComparePayment(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        (await none.RetryOutbox(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        (await none.ResumeParked(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        (await none.RepairPayment(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
    }

    /// <summary>A purchase during whose outbox deliveries Norce gives no usable answer.</summary>
    private static async Task<Purchase> WithOutbox(Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Norce.Faults.GoDown();
        (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        shop.Norce.Faults.ComeUp();
        return purchase;
    }
}
