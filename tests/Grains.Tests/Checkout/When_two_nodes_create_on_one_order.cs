using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_two_nodes_create_on_one_order
{
    [Fact]
    public async Task Should_leave_one_live_payment()
    {
        for (var commit = 1; commit <= 7; commit++)
        {
            await using var shop = await Shop.Open();
            var orderId = shop.AddOrder();
            shop.Mishaps.Intrude(commit, () => shop.OtherNode.Get(Shop.Key(orderId)).Create(new()));

            await shop.Create(orderId);
            await shop.Pass(TimeSpan.FromMinutes(1));

            var live = ((JsonArray)shop.Norce.Order(orderId)["payments"]!)
                .Where(payment => (string?)payment!["state"] != "removed").ToList();
            live.Count.ShouldBe(1, $"commit {commit}");
            ((string?)live[0]!["reference"]).ShouldNotBeNull($"commit {commit}");
            ((JsonArray)shop.Norce.Order(orderId)["hooks"]!).Count.ShouldBe(4, $"commit {commit}");
        }
    }

    [Fact]
    public async Task Should_leave_one_live_payment_when_both_read_an_empty_order()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var adding = shop.Norce.Faults.On("POST", "/payments").Hold();
        var first = shop.Create(orderId);
        await adding.Arrived;
        var second = await shop.OtherNode.Get(Shop.Key(orderId)).Create(new());
        adding.Release();
        await first;

        second.Error.ShouldBeNull();
        ((JsonArray)shop.Norce.Order(orderId)["payments"]!)
            .Count(payment => (string?)payment!["state"] != "removed").ShouldBe(1);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    [InlineData(3)]
    [InlineData(4)]
    public async Task Should_leave_no_payment_that_nobody_knows_when_one_is_taken_for_cut_off_and_then_is(int step)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var adding = shop.Norce.Faults.On("POST", "/payments").Hold();
        var first = shop.Grains.Get(Shop.Key(orderId)).Create(new());
        await adding.Arrived;
        await shop.OtherNode.Get(Shop.Key(orderId)).Continue(new());
        shop.Mishaps.DieAt(step, done: false);
        adding.Release();
        await Should.ThrowAsync<Exception>(first);

        await shop.Restart();
        await shop.Pass(TimeSpan.FromMinutes(2));

        ((JsonArray)shop.Norce.Order(orderId)["payments"]!)
            .ShouldAllBe(payment => (string?)payment!["state"] == "removed");
    }

    [Fact]
    public async Task Should_leave_no_payment_that_nobody_knows_when_one_is_taken_for_cut_off_and_hears_nothing()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var late = (await shop.OpenCheckout()).NorcePayment.DeepClone();
        (late["id"], late["reference"]) = ("p_late", null);
        shop.Norce.Faults.On("POST", $"{orderId}/payments").LoseRequest();
        var fault = shop.Norce.Faults.On("GET", $"/orders/{orderId}").After(1).Hold();
        var first = shop.Grains.Get(Shop.Key(orderId)).Create(new());
        await fault.Arrived;
        await shop.OtherNode.Get(Shop.Key(orderId)).Continue(new());
        fault.Release();
        (await first).Error.ShouldNotBeNull();
        shop.Norce.Overwrite(orderId, order => order["payments"] = new JsonArray(late));
        await shop.Pass(TimeSpan.FromMinutes(2));

        ((JsonArray)shop.Norce.Order(orderId)["payments"]!)
            .ShouldHaveSingleItem()!["state"]!.GetValue<string>().ShouldBe("removed");
    }

    [Fact]
    public async Task Should_leave_no_payment_that_nobody_knows_when_one_dies_as_another_creates()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var adding = shop.Norce.Faults.On("POST", "/payments").Hold();
        var first = shop.Grains.Get(Shop.Key(orderId)).Create(new());
        await adding.Arrived;
        var second = await shop.OtherNode.Get(Shop.Key(orderId)).Create(new());
        shop.Mishaps.DieAt(1, done: false);
        adding.Release();
        await Should.ThrowAsync<Exception>(first);

        await shop.Restart();
        await shop.Pass(TimeSpan.FromMinutes(2));

        var live = ((JsonArray)shop.Norce.Order(orderId)["payments"]!)
            .Where(payment => (string?)payment!["state"] != "removed").Select(payment => (string?)payment!["id"]);
        live.ShouldBe([second.Value!.PaymentId]);
    }

    [Theory]
    [InlineData(1)]
    [InlineData(2)]
    public async Task Should_leave_no_payment_that_nobody_knows_when_the_second_cannot_be_taken_off(int commit)
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var adding = shop.Norce.Faults.On("POST", "/payments").Hold();
        var first = shop.Grains.Get(Shop.Key(orderId)).Create(new());
        await adding.Arrived;
        (await shop.OtherNode.Get(Shop.Key(orderId)).Create(new())).Error.ShouldBeNull();
        shop.Mishaps.FailNextCommitAfter(commit);
        adding.Release();
        await Should.ThrowAsync<IOException>(first);

        await shop.Pass(TimeSpan.FromMinutes(1));

        ((JsonArray)shop.Norce.Order(orderId)["payments"]!)
            .Count(payment => (string?)payment!["state"] != "removed").ShouldBe(1);
    }

    /// <summary>Both read the order before the other's payment was on it.</summary>
    [Fact]
    public async Task Should_give_each_payment_a_reference_of_its_own()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var key = Shop.Key(orderId);
        var added = (await shop.OpenCheckout()).NorcePayment.DeepClone();
        added["reference"] = null;
        shop.Norce.Overwrite(orderId, order => order["payments"] = new JsonArray(Payment("p_one"), Payment("p_two")));

        (await shop.Grains.Get(key.Payment("p_one")).Begin(new() { Attempt = 1 })).Error.ShouldBeNull();
        (await shop.OtherNode.Get(key.Payment("p_two")).Begin(new() { Attempt = 1 }))
            .Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);

        shop.Qliro.OrderIds.Select(id => (string?)shop.Qliro.Request(id)["MerchantReference"]).ShouldBeUnique();

        JsonNode Payment(string id)
        {
            var payment = added.DeepClone();
            payment["id"] = id;
            return payment;
        }
    }

    /// <summary>A node died after it had added a payment, and the storefront reads both.</summary>
    [Fact]
    public async Task Should_not_finish_a_payment_beside_one_that_is_whole()
    {
        await using var shop = await Shop.Open();
        var orderId = shop.AddOrder();
        var adding = shop.Norce.Faults.On("POST", "/payments").Hold();
        var first = shop.Grains.Get(Shop.Key(orderId)).Create(new());
        await adding.Arrived;
        var second = await shop.OtherNode.Get(Shop.Key(orderId)).Create(new());
        shop.Mishaps.DieAt(1, done: false);
        adding.Release();
        await Should.ThrowAsync<Exception>(first);
        await shop.Restart();
        var halfMade = Live().Single(id => id != second.Value!.PaymentId);

        var got = await shop.FinishOutbox(shop.Grains.Get(Shop.Key(orderId).Payment(halfMade)).Get(new()));

        got.Error!.Code.ShouldBe(ErrorCodes.PaymentNotFound);
        Live().ShouldBe([second.Value!.PaymentId]);
        (await shop.Grains.Get(Shop.Key(orderId).Payment(second.Value.PaymentId)).Get(new())).Error.ShouldBeNull();

        List<string> Live() => [.. ((JsonArray)shop.Norce.Order(orderId)["payments"]!)
            .Where(payment => (string?)payment!["state"] != "removed").Select(payment => (string)payment!["id"]!)];
    }
}
