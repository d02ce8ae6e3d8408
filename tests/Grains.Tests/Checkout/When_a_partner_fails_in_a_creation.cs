using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_partner_fails_in_a_creation
{
    public static TheoryData<string, string, string> Calls => new()
    {
        { "norce", "POST", "/payments" },
        { "qliro", "POST", "/Orders" },
        { "norce", "PUT", "/payments/" },
        { "norce", "POST", "/hooks" },
        { "qliro", "GET", "/Orders/" },
    };

    [Theory, MemberData(nameof(Calls)), Trait("qliro", "51")]
    public async Task Should_end_in_one_payment_when_an_answer_is_lost(string partner, string method, string path)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        FaultsOf(shop, partner).On(method, path).LoseAnswer();

        var created = await shop.Create(orderId);
        if (!created.IsAccepted) created = await shop.Create(orderId);

        created.Error.ShouldBeNull();
        Live(shop, orderId).ShouldBe([created.Value!.PaymentId]);
        await shop.Pass(TimeSpan.FromMinutes(1));
        Live(shop, orderId).ShouldBe([created.Value!.PaymentId]);
    }

    [Theory, MemberData(nameof(Calls))]
    public async Task Should_end_in_one_payment_when_a_call_fails_once(string partner, string method, string path)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        FaultsOf(shop, partner).On(method, path).Answer(500);

        var created = await shop.Create(orderId);
        if (!created.IsAccepted) created = await shop.Create(orderId);

        created.Error.ShouldBeNull();
        Live(shop, orderId).ShouldBe([created.Value!.PaymentId]);
    }

    [Fact, Trait("qliro", "51")]
    public async Task Should_find_the_qliro_order_whose_answer_was_lost()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("POST", "/Orders").LoseAnswer();

        (await shop.Create(orderId)).Error.ShouldBeNull();

        shop.Qliro.OrderIds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_make_no_second_qliro_order_while_the_first_cannot_be_looked_up()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("POST", "/Orders").LoseAnswer();
        shop.Qliro.Faults.On("GET", "merchantReference=").Answer(500, times: 3);

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.QliroError);

        shop.Norce.LivePayment(orderId).ShouldBeNull();
        shop.Qliro.OrderIds.Count.ShouldBe(1);
    }

    [Fact]
    public async Task Should_try_to_clear_again_when_the_shopper_reloads()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("POST", "/Orders").Answer(400);
        shop.Norce.Faults.On("PUT", "/payments/").Answer(503, times: 1);
        (await shop.Create(orderId)).Error.ShouldNotBeNull();

        var created = await shop.Create(orderId);

        created.Error.ShouldBeNull();
        Live(shop, orderId).ShouldBe([created.Value!.PaymentId]);
    }

    /// <summary>A storefront never creates while Norce shows a live payment, so it would see the same for minutes.</summary>
    [Fact]
    public async Task Should_be_cleared_by_a_reload_that_only_reads_it()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Qliro.Faults.On("POST", "/Orders").Answer(400);
        shop.Norce.Faults.On("PUT", "/payments/").Answer(503, times: 8);
        (await shop.Create(orderId)).Error.ShouldNotBeNull();
        await shop.Pass(TimeSpan.FromMinutes(2), steps: 60);
        var payment = Live(shop, orderId).ShouldHaveSingleItem();
        shop.Norce.Faults.Clear();

        var shown = await shop.FinishOutbox(shop.Grains.Get(Shop.Key(orderId).Payment(payment)).Get(new()));

        shown.Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        Live(shop, orderId).ShouldBeEmpty();
    }

    [Theory, Trait("norce", "65")]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Should_find_the_payment_that_norce_added_and_called_too_much(int status)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Norce.Faults.On("POST", "/payments").ReplaceAnswer(status);

        var created = await shop.Create(orderId);

        created.Error.ShouldBeNull();
        Live(shop, orderId).ShouldBe([created.Value!.PaymentId]);
        await shop.Pass(TimeSpan.FromMinutes(3));
        Live(shop, orderId).ShouldBe([created.Value!.PaymentId]);
    }

    [Theory, Trait("norce", "65")]
    [InlineData(408)]
    [InlineData(429)]
    [InlineData(503)]
    [InlineData(504)]
    public async Task Should_clear_the_payment_that_norce_added_when_nobody_comes_back(int status)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        shop.Norce.Faults.On("POST", "/payments").ReplaceAnswer(status);
        shop.Norce.Faults.On("GET", "/orders/").After(1).Answer(503, times: 3);

        (await shop.Create(orderId)).Error!.Code.ShouldBe(ErrorCodes.PaymentError);
        await shop.Pass(TimeSpan.FromMinutes(3));

        Live(shop, orderId).ShouldBeEmpty();
    }

    [Theory, Trait("norce", "65")]
    [InlineData("norce", "/hooks", 503)]
    [InlineData("norce", "/hooks", 429)]
    [InlineData("qliro", "/Orders", 503)]
    [InlineData("qliro", "/Orders", 429)]
    [InlineData("qliro", "/Orders", 408)]
    public async Task Should_end_in_one_payment_when_a_call_was_carried_out_and_called_too_much(
        string partner, string path, int status)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        FaultsOf(shop, partner).On("POST", path).ReplaceAnswer(status);

        var created = await shop.Create(orderId);
        if (!created.IsAccepted) created = await shop.Create(orderId);

        created.Error.ShouldBeNull();
        Live(shop, orderId).ShouldBe([created.Value!.PaymentId]);
        await shop.Pass(TimeSpan.FromMinutes(3));
        Live(shop, orderId).ShouldBe([created.Value!.PaymentId]);
        if (partner == "qliro") shop.Qliro.OrderIds.Count.ShouldBe(1);
        shop.Norce.Order(orderId)["hooks"]!.AsArray()
            .Select(hook => $"{hook!["subscribeTo"]} {hook["target"]} {hook["invoke"]}").ShouldBeUnique();
    }

    private static Faults FaultsOf(Shop shop, string partner)
        => partner == "norce" ? shop.Norce.Faults : shop.Qliro.Faults;

    private static List<string> Live(
        Shop shop, string orderId) => [.. ((JsonArray)shop.Norce.Order(orderId)["payments"]!)
        .Where(payment => (string?)payment!["state"] != "removed").Select(payment => (string)payment!["id"]!)];
}
