using QliroAdapter.Sandbox.Qliro;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_items_are_shipped : QliroSituation
{
    private const string Ship = "/MarkItemsAsShipped";

    [Fact]
    public async Task Should_count_only_what_succeeded_but_spend_what_is_open()
    {
        var (id, reservation) = await Bought(Mug(3));
        Qliro.Options.OneTransactionAtATime = false;
        var (_, body) = await Qliro.Admin("POST", Ship, Manage(id, "Shipments", reservation, Mug(2)));
        Qliro.Totals(id).Captured.ShouldBe(0);
        await ShouldRefuse("EXCEEDING_QUANTITY", Ship, Manage(id, "Shipments", reservation, Mug(2)));

        Qliro.FinishTransaction((long)body!["PaymentTransactions"]![0]!["PaymentTransactionId"]!,
            TransactionStatus.Error, "X", "no");

        await Captured(id, reservation, Mug(3));
        Qliro.Totals(id).Captured.ShouldBe(37500);
        await ShouldRefuse("NO_ITEMS_LEFT_IN_RESERVATION", Ship, Manage(id, "Shipments", reservation, Mug(1)));
    }

    [Fact]
    public async Task Should_insist_on_the_reserved_price()
    {
        var (id, reservation) = await Bought();
        await ShouldRefuse("INVALID_ITEM", Ship, Manage(id, "Shipments", reservation, Line("1:SKU-10", 124.99m, 100m)));
    }

    [Fact]
    public async Task Should_not_ship_a_discount_alone()
    {
        var (id, reservation) = await Bought();
        await ShouldRefuse("INVALID_REQUEST_TOTAL_AMOUNT", Ship,
            Manage(id, "Shipments", reservation, Line("D1:SPRING", -50m, -40m, 1, "Discount")));
    }

    [Fact]
    public async Task Should_insist_on_a_reservation_that_succeeded()
    {
        var (id, reservation) = await Bought();
        var capture = await Captured(id, reservation, Mug(1));
        await ShouldRefuse("PAYMENT_REFERENCE_IS_INCORRECT", Ship, Manage(id, "Shipments", capture, Mug(1)));
    }

    [Fact]
    public async Task Should_refuse_the_same_request_id_for_seven_days()
    {
        var (id, reservation) = await Bought();
        var first = Manage(id, "Shipments", reservation, Mug(1));
        (await Qliro.Admin("POST", Ship, first)).Status.ShouldBe(200);
        Qliro.FinishOpenTransactions(id);

        await ShouldRefuse("INVALID_REQUEST", Ship, first);
        Qliro.Totals(id).Captured.ShouldBe(12500);

        Clock.Advance(TimeSpan.FromDays(7));
        (await Qliro.Admin("POST", Ship, first)).Status.ShouldBe(200);
    }

    [Fact]
    public async Task Should_refuse_while_another_is_in_process()
    {
        var (id, reservation) = await Bought();
        await Qliro.Admin("POST", Ship, Manage(id, "Shipments", reservation, Mug(1)));
        var (status, body) = await Qliro.Admin("POST", Ship, Manage(id, "Shipments", reservation, Mug(1)));
        status.ShouldBe(400);
        ((string)body!["ErrorMessage"]!).ShouldContain("Another transaction is already in process");
    }

    [Fact]
    public async Task Should_refuse_before_payment_and_in_another_currency()
    {
        var open = await CreateOrder();
        await ShouldRefuse("NO_PAYMENT_TRANSACTION", Ship, Manage(open, "Shipments", 1, Mug(1)));

        var (id, reservation) = await Bought();
        var foreign = Manage(id, "Shipments", reservation, Mug(1));
        foreign["Currency"] = "EUR";
        await ShouldRefuse("CURRENCY_MISMATCH", Ship, foreign);
    }

    [Fact]
    public async Task Should_finish_after_the_delay_by_the_clock()
    {
        var (id, reservation) = await Bought();
        Qliro.Options.Outcomes = OutcomeTiming.AfterDelay;
        await Qliro.Admin("POST", Ship, Manage(id, "Shipments", reservation, Mug(1)));
        Qliro.Totals(id).Captured.ShouldBe(0);

        Clock.Advance(TimeSpan.FromSeconds(1));

        Qliro.Totals(id).Captured.ShouldBe(12500);
    }
}
