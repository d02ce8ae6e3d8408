using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_a_checkout_is_opened
{
    [Fact]
    public async Task Should_add_one_payment_with_qliros_reference()
    {
        await using var shop = await Shop.Open();

        var purchase = await shop.OpenCheckout();

        purchase.NorceState.ShouldBe("intent");
        purchase.NorceAmount.ShouldBe(250m);
        purchase.QliroTotal.ShouldBe(250m);
        ((string?)purchase.NorcePayment["adapterId"]).ShouldBe("qliro_checkout_adapter");
    }

    [Fact]
    public async Task Should_register_hooks_that_name_the_payment()
    {
        await using var shop = await Shop.Open();

        var purchase = await shop.OpenCheckout();

        var hooks = (JsonArray)purchase.NorceOrder["hooks"]!;
        hooks.Select(hook => (string)hook!["subscribeTo"]!).ShouldBe(["/cart", "/shippings", "/payments", "/state"]);
        hooks.ShouldAllBe(hook => ((string)hook!["invoke"]!).Contains($"/payments/{purchase.PaymentId}/"));
    }
}
