using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>Qliro, a proxy or a mistake elsewhere sends the same push for ever.</summary>
public sealed class When_a_push_comes_again_and_again
{
    [Fact]
    public async Task Should_count_five_thousand_in_one_row_and_write_nothing_else()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var before = await Stored(purchase);
        var rows = await purchase.Timeline();
        var begun = shop.Clock.GetUtcNow();

        for (var number = 1; number <= 5000; number++)
        {
            shop.Clock.Advance(TimeSpan.FromSeconds(1));
            (await purchase.Grain.ReceivePush(Pushed("Completed"))).Error.ShouldBeNull();
        }

        var counted = (await purchase.Timeline()).Except(rows).ShouldHaveSingleItem();
        counted.Summary.ShouldBe("Qliro push Completed; nothing changed");
        (counted.Kind, counted.Times).ShouldBe(("callback", 5000));
        (counted.At, counted.LastAt).ShouldBe((begun.AddSeconds(1), begun.AddSeconds(5000)));
        (await Stored(purchase)).ShouldBe(before);
    }

    /// <summary>Whatever Qliro's order says now, a purchase that is decided stays as it is.</summary>
    [Fact]
    public async Task Should_ask_qliro_nothing_once_the_purchase_is_decided()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var before = await Stored(purchase);
        shop.Qliro.Log.Clear();

        (await purchase.Grain.ReceivePush(Pushed("Completed"))).Error.ShouldBeNull();
        (await purchase.Grain.ReceivePush(new())).Error.ShouldBeNull();

        shop.Qliro.Log.All.ShouldBeEmpty();
        (await Stored(purchase)).ShouldBe(before);
    }

    [Fact]
    public async Task Should_have_few_rows_whatever_is_sent()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var rows = await purchase.Timeline();

        for (var number = 0; number < 200; number++)
        {
            await purchase.Grain.ReceivePush(Pushed($"Status{number}"));
            await purchase.Grain.ReceivePush(new());
        }

        (await purchase.Timeline()).Except(rows).Select(row => (row.Summary, row.Times)).ShouldBe(
        [
            ("Qliro push of another status; nothing changed", 200),
            ("Qliro push without a readable body; nothing changed", 200),
        ], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_count_status_pushes_about_what_is_finished()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        (await purchase.Grain.Capture(new())).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        var capture = (await purchase.Stored()).Operations.Single().Parts.Single().TransactionIds.Single();
        var rows = await purchase.Timeline();

        for (var number = 0; number < 50; number++)
            await purchase.Grain.ReceiveStatus(new()
            {
                Status = new() { PaymentType = "Capture", Status = "Success", PaymentTransactionId = capture },
            });

        var counted = (await purchase.Timeline()).Except(rows).ShouldHaveSingleItem();
        (counted.Summary, counted.Times).ShouldBe(("Qliro status of a capture; nothing changed", 50));
    }

    [Theory]
    [InlineData("LOYALTY_PROVIDER_MEMBER_CREATE", "it is not about a shipping")]
    [InlineData("SHIPPING_PROVIDER_UPDATE", "it was told before")]
    public async Task Should_count_notifications_that_are_not_acted_on(string eventType, string why)
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await Notify();
        await shop.Pass(TimeSpan.FromMinutes(1));
        var (rows, before) = (await purchase.Timeline(), await Stored(purchase));

        for (var number = 0; number < 300; number++) await Notify();

        var counted = (await purchase.Timeline()).Except(rows).ShouldHaveSingleItem();
        counted.Summary.ShouldBe($"Qliro notification {eventType} not acted on, because {why}; nothing changed");
        counted.Times.ShouldBeInRange(300, 301);
        (await Stored(purchase)).ShouldBe(before);

        async Task Notify() => (await purchase.Grain.ReceiveNotification(new()
        {
            Notification = new() { EventType = eventType, Provider = "Unifaun" },
        })).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Should_count_cards_that_are_known_or_not_wanted()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        var (rows, before) = (await purchase.Timeline(), await Stored(purchase));

        for (var number = 0; number < 300; number++)
        {
            (await purchase.Grain.SaveRecurringDetails(new() { Card = new() { Id = Masked.Of("card-1") } })).Error.ShouldBeNull();
        }

        var counted = (await purchase.Timeline()).Except(rows).ShouldHaveSingleItem();
        counted.Summary.ShouldStartWith("Saved card ignored");
        counted.Times.ShouldBe(300);
        (await Stored(purchase)).ShouldBe(before);
    }

    [Fact]
    public async Task Should_still_tell_what_a_push_changed()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        (await purchase.Grain.ReceivePush(Pushed("InProcess"))).Error.ShouldBeNull();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        (await shop.FinishOutbox(purchase.Grain.ReceivePush(Pushed("Completed")))).Error.ShouldBeNull();

        var rows = await purchase.Timeline();
        rows.ShouldContain(row => row.Sequence > 0 && row.Summary == "Qliro push CustomerCheckoutStatus: Completed");
        rows.ShouldContain(row => row.Summary.StartsWith("Qliro completed the purchase", StringComparison.Ordinal));
        rows.Single(row => row.Sequence == 0).Summary.ShouldBe("Qliro push InProcess; nothing changed");
        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact]
    public async Task Should_count_those_for_which_qliro_could_not_be_read_and_find_the_purchase_later()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);
        shop.Qliro.Faults.GoDown(Outage.Unavailable);
        await shop.FinishOutbox(purchase.Grain.ReceivePush(Pushed("Completed")));
        var rows = await purchase.Timeline();

        for (var number = 0; number < 100; number++)
            (await shop.FinishOutbox(purchase.Grain.ReceivePush(Pushed("Completed")))).Error.ShouldBeNull();

        var counted = (await purchase.Timeline()).Except(rows).Single(row => row.Sequence == 0);
        (counted.Summary, counted.Times)
            .ShouldBe(("Qliro push Completed; a partner could not be read", 100));
        shop.Qliro.Faults.ComeUp();
        await shop.Pass(TimeSpan.FromMinutes(10));
        purchase.NorceState.ShouldBe("reserved");
    }

    [Fact]
    public async Task Should_keep_a_word_of_any_length_short()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        await shop.Qliro.CompleteAsync(purchase.QliroOrderId);

        await shop.FinishOutbox(purchase.Grain.ReceivePush(Pushed(new string('x', 100_000))));

        (await purchase.Timeline()).ShouldAllBe(row => row.Summary.Length < 1000);
    }

    private static ReceivePush Pushed(string status) => new() { Push = new() { Status = status } };

    private static Task<Store.StoredPayment?> Stored(Purchase purchase)
        => purchase.Shop.Store.Load(purchase.Key.ToString(), CancellationToken.None);
}
