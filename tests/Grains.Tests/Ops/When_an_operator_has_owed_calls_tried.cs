using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Ops;

public sealed class When_an_operator_has_owed_calls_tried
{
    [Fact]
    public async Task Should_be_shown_what_would_be_tried_and_why_it_failed()
    {
        await using var shop = await Shop.Open();
        var purchase = await Owing(shop);

        var owed = (await purchase.Grain.ShowOwed(new())).Value!.Calls;

        owed.Select(call => call.Call).Distinct().ShouldBe(["SettleNorce", "RecordTransaction"]);
        owed.ShouldAllBe(call => !call.IsParked && call.DueAt > shop.Clock.GetUtcNow());
        owed[0].Problem.ShouldNotBeNull().ShouldContain("503");
        owed[0].Meaning.ShouldContain("order state at Norce");
    }

    [Fact]
    public async Task Should_not_wait_for_the_next_try()
    {
        await using var shop = await Shop.Open();
        var purchase = await Owing(shop);

        (await purchase.Grain.RetryOwed(new())).Error.ShouldBeNull();

        purchase.OrderStatus.ShouldBe("completed");
        (await purchase.Stored()).Owed.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_leave_alone_what_is_parked()
    {
        await using var shop = await Shop.Open();
        var purchase = await Parked(shop);

        (await purchase.Grain.RetryOwed(new())).Error.ShouldBeNull();

        (await purchase.Stored()).Owed.ShouldContain(call => call.IsParked);
        purchase.OrderStatus.ShouldBe("processing");
    }

    [Fact]
    public async Task Should_resume_what_was_parked_once_its_reason_is_gone()
    {
        await using var shop = await Shop.Open();
        var purchase = await Parked(shop);

        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();
        purchase.OrderStatus.ShouldBe("completed");

        // The comparison afterwards found books that nobody had read yet.
        await shop.DoDueWork();
        (await purchase.Stored()).Owed.ShouldBeEmpty();
        (await purchase.Timeline()).ShouldContain(row => row.Summary == "SettleNorce taken up again by an operator.");
    }

    [Fact]
    public async Task Should_give_a_resumed_call_its_full_time_again()
    {
        await using var shop = await Shop.Open(null, ("Retry:GiveUpHours", "1"));
        var purchase = await Parked(shop);
        shop.Clock.Advance(TimeSpan.FromHours(5));
        shop.Norce.Faults.On("PUT", "/payments/").Answer(500, times: 3);

        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();

        var settle = (await purchase.Stored()).Owed.Single(
            call => call is { Kind: QliroAdapter.OwedCalls.OwedCallKind.SettleNorce, Ordinal: 0 });
        (settle.IsParked, settle.Since).ShouldBe((false, shop.Clock.GetUtcNow()));
    }

    [Fact]
    public async Task Should_not_find_a_payment_that_never_was()
    {
        await using var shop = await Shop.Open();
        var none = shop.Grains.Get(Shop.Key(shop.AddOrder()).Payment("pnone"));

        (await none.ShowOwed(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        (await none.ComparePayment(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        (await none.RetryOwed(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        (await none.ResumeParked(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        (await none.RepairPayment(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
    }

    /// <summary>Bought, and Norce answers nothing of use while it is told.</summary>
    private static async Task<Purchase> Owing(Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Norce.Faults.GoDown();
        (await shop.Settle(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        shop.Norce.Faults.ComeUp();
        return purchase;
    }

    /// <summary>Bought, and Norce refused once what it was told.</summary>
    private static async Task<Purchase> Parked(Shop shop)
    {
        var purchase = await shop.OpenCheckout();
        (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
        shop.Norce.Faults.On("PUT", "/payments/").Answer(422, """{"code":"order-bad-request","message":"no"}""");
        (await shop.Settle(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
        await shop.DoDueWork();
        (await purchase.Stored()).Owed.ShouldContain(call => call.IsParked);
        return purchase;
    }
}
