using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Qliro;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_the_session_of_the_page_is_over
{
    [Fact]
    public async Task Should_start_a_new_one_with_the_same_lines()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Clock.Advance(TimeSpan.FromMinutes(91));
        var puts = Puts(shop);

        var read = await shop.FinishOutbox(purchase.Grain.Get(new()));

        read.Error.ShouldBeNull();
        Puts(shop).ShouldBe(puts + 1);
        SnippetSession.EndOf(read.Value!.HtmlSnippet.Reveal())!.Value
            .ShouldBeGreaterThan(shop.Clock.GetUtcNow() + TimeSpan.FromMinutes(89));
        (purchase.QliroTotal, shop.Qliro.OrderIds.Count).ShouldBe((250m, 1));
        (await shop.FinishOutbox(purchase.Grain.Get(new()))).Error.ShouldBeNull();
        Puts(shop).ShouldBe(puts + 1);
    }

    [Fact]
    public async Task Should_change_nothing_while_it_lasts()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Clock.Advance(TimeSpan.FromMinutes(89));

        await shop.FinishOutbox(purchase.Grain.Get(new()));

        Puts(shop).ShouldBe(0);
    }

    [Fact]
    [Trait("qliro", "19")]
    public async Task Should_show_the_successor_of_an_order_too_old_for_it()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        var old = purchase.QliroOrderId;
        shop.Qliro.Expire(old);

        var read = await shop.FinishOutbox(purchase.Grain.Get(new()));

        purchase.QliroOrderId.ShouldNotBe(old);
        read.Value!.HtmlSnippet.Reveal().ShouldContain($"{purchase.QliroOrderId}");
    }

    [Fact]
    public async Task Should_show_the_old_page_when_norce_is_unavailable()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.OpenCheckout();
        shop.Qliro.ExpireSession(purchase.QliroOrderId);
        shop.Norce.Faults.GoDown();

        (await shop.FinishOutbox(purchase.Grain.Get(new()))).Error.ShouldBeNull();
    }

    [Fact]
    public async Task Should_leave_a_purchase_under_way_alone()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.ExpireSession(purchase.QliroOrderId);

        (await shop.FinishOutbox(purchase.Grain.Get(new()))).Error.ShouldBeNull();
        Puts(shop).ShouldBe(0);
    }

    [Theory]
    [InlineData("")]
    [InlineData("<script>var t = 'eyJhbGciOiJIUzI1NiJ9.eyJub3QtanNvbg.x'</script>")]
    [InlineData("<script>var t = 'eyJhbGciOiJIUzI1NiJ9.eyJzdWIiOiIxIn0.x'</script>")]
    public void Should_count_from_the_last_session_when_the_page_does_not_say(string snippet)
    {
        var from = new DateTimeOffset(2026, 3, 1, 10, 0, 0, TimeSpan.Zero);
        var order = new QliroOrder { OrderHtmlSnippet = Masked.Of(snippet) };

        SnippetSession.IsOver(order, from, from + TimeSpan.FromMinutes(89)).ShouldBeFalse();
        SnippetSession.IsOver(order, from, from + SnippetSession.Lasts).ShouldBeTrue();
    }

    private static int Puts(Shop shop) => shop.Qliro.Log.Of("PUT", "/Orders/").Count;
}
