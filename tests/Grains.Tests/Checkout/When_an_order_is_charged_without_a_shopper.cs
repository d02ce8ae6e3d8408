using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Norce;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Checkout;

public sealed class When_an_order_is_charged_without_a_shopper
{
    [Fact]
    [Trait("qliro", "49")]
    public async Task Should_be_processing_until_qliro_tells_the_outcome()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;

        var renewal = await shop.Charged(token);

        renewal.NorceState.ShouldBe("processing");
        renewal.OrderStatus.ShouldBe("processing");
        renewal.Actions.ShouldBeEmpty();
        (await renewal.Stored()).State.ShouldBe(PaymentState.Processing);
    }

    [Fact]
    [Trait("norce", "43")]
    [Trait("qliro", "49")]
    public async Task Should_end_reserved_and_the_order_completed()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);

        await renewal.FinishAtQliro();

        renewal.NorceState.ShouldBe("reserved");
        renewal.Actions.ShouldBe(["capture", "cancel"]);
        renewal.Token.ShouldBe(token);
        shop.Norce.Transitions(renewal.OrderId).ShouldBe(["checkout", "processing", "accepted", "completed"]);
        ((string?)renewal.NorceOrder["customer"]!["billing"]!["givenName"]).ShouldBe("Anna");
    }

    [Fact]
    [Trait("qliro", "49")]
    public async Task Should_ask_qliro_with_address_lines_reference_and_our_status_url()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;

        var renewal = await shop.Charged(token);

        var sent = JsonNode.Parse(shop.Qliro.Log.Of("POST", Subscription.MerchantPayment).Single().Body)!;
        ((string?)sent["PaymentMethod"]!["Name"]).ShouldBe("CREDITCARDS");
        ((string?)sent["PaymentMethod"]!["MerchantSavedCreditCardId"]).ShouldBe(token);
        ((string?)sent["MerchantOrderManagementStatusPushUrl"])!.ShouldContain(
            $"/payments/{renewal.PaymentId}/status?");
        ((string?)sent["BillingAddress"]!["Street"]).ShouldBe("Storgatan 1");
        sent["Customer"].ShouldBeNull();
        sent["OrderItems"]!.AsArray().ShouldAllBe(line => line!["Metadata"] == null);
        ((string?)sent["MerchantReference"]).ShouldBe((await renewal.Stored()).MerchantReference);
    }

    [Fact]
    public async Task Should_be_captured_like_any_other()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);
        await renewal.FinishAtQliro();

        (await renewal.Grain.Capture(new())).Error.ShouldBeNull();
        await renewal.FinishAtQliro();

        renewal.NorceState.ShouldBe("captured");
    }

    [Fact]
    [Trait("qliro", "49")]
    public async Task Should_end_declined_when_qliro_declines()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        shop.Qliro.PlanOutcome("Preauthorization", "Error", "CARD_EXPIRED", "The card has expired.");
        var renewal = await shop.Charged(token);

        await renewal.FinishAtQliro();

        renewal.NorceState.ShouldBe("declined");
        renewal.OrderStatus.ShouldBe("declined");
        renewal.Actions.ShouldBeEmpty();
        var repeat = await shop.Charge(renewal.OrderId, token);
        repeat.Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        shop.ChargesAtQliro().ShouldBe(0);
    }

    [Fact]
    public async Task Should_find_the_outcome_without_a_push()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);
        shop.Qliro.PushSwitches.Drop = _ => true;
        shop.Qliro.FinishOpenTransactions(renewal.QliroOrderId);

        await shop.Pass(TimeSpan.FromMinutes(2));

        renewal.NorceState.ShouldBe("reserved");
        renewal.OrderStatus.ShouldBe("completed");
    }

    [Fact]
    public async Task Should_not_believe_a_push_that_says_more_than_the_admin_order()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);

        await renewal.Grain.ReceiveStatus(
            new() { Status = new() { Status = "Success", PaymentType = "Preauthorization" } });
        await renewal.Grain.ReceivePush(new() { Push = new() { Status = "Completed" } });

        renewal.NorceState.ShouldBe("processing");
    }

    [Fact]
    [Trait("norce", "43")]
    public async Task Should_take_the_payment_off_when_qliro_refuses()
    {
        await using var shop = await Subscription.Open();
        var orderId = shop.AddRenewal();

        var charged = await shop.Charge(orderId, "00000000-0000-0000-0000-0000000000aa");

        charged.Error!.Code.ShouldBe(ErrorCodes.QliroBadRequest);
        charged.Error.QliroError!.ErrorCode.ShouldBe("INVALID_REQUEST");
        shop.LivePayments(orderId).ShouldBeEmpty();
        shop.Norce.Status(orderId).ShouldBe("checkout");
        shop.Qliro.OrderIds.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_charge_anew_after_a_refusal()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var orderId = shop.AddRenewal();
        (await shop.Charge(orderId, "00000000-0000-0000-0000-0000000000aa")).Error.ShouldNotBeNull();

        (await shop.Charge(orderId, token)).Error.ShouldBeNull();

        shop.ChargesAtQliro().ShouldBe(1);
    }

    [Fact]
    public async Task Should_answer_a_repeat_from_the_charge_that_is_there()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);

        var open = await shop.Charge(renewal.OrderId, token.ToUpperInvariant());
        await renewal.FinishAtQliro();
        var done = await shop.Charge(renewal.OrderId, token);

        open.Value!.PaymentId.ShouldBe(renewal.PaymentId);
        done.Value!.PaymentId.ShouldBe(renewal.PaymentId);
        shop.ChargesAtQliro().ShouldBe(1);
    }

    [Fact]
    public async Task Should_refuse_another_token_while_one_is_charged()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);

        var other = await shop.Charge(renewal.OrderId, "QLIRO_INVOICE");

        other.Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        shop.ChargesAtQliro().ShouldBe(1);
    }

    [Fact]
    public async Task Should_not_be_removed_while_qliro_charges()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);

        (await renewal.Grain.Remove(new())).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);

        renewal.NorceState.ShouldBe("processing");
    }

    [Theory]
    [InlineData("checkout")]
    [InlineData("processing")]
    public async Task Should_charge_what_was_asked_for_whatever_becomes_of_the_order_meanwhile(string status)
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);
        shop.Norce.Overwrite(renewal.OrderId, order => order["state"]!["currentStatus"] = status);

        await shop.Pass(TimeSpan.FromMinutes(10));

        shop.Qliro.Log.Writes.ShouldNotContain(write => write.Method == "PUT");
        (await renewal.Grain.ChangeState(new() { Order = Proposed("removed") })).IsAccepted.ShouldBeFalse();
        var dearer = Proposed("checkout", shipping: 49m);
        (await renewal.Grain.UpdatePayment(new() { Order = dearer })).IsAccepted.ShouldBeFalse();
        await renewal.FinishAtQliro();
        (renewal.NorceState, renewal.OrderStatus).ShouldBe(("reserved", "completed"));
        (await renewal.Stored()).Outbox.ShouldBeEmpty();

        NorceOrder Proposed(string to, decimal shipping = 0m)
        {
            var order = shop.Norce.Order(renewal.OrderId);
            order["state"]!["currentStatus"] = to;
            order["total"]!["includingVat"] = (decimal)order["total"]!["includingVat"]! + shipping;
            return JsonSerializer.Deserialize<NorceOrder>(order.ToJsonString(), NorceJson.Options)!;
        }
    }

    [Fact]
    public async Task Should_leave_no_token_where_people_read()
    {
        var (shop, token) = await Subscription.WithCard();
        await using var _ = shop;
        var renewal = await shop.Charged(token);
        await renewal.FinishAtQliro();

        (await renewal.Timeline()).ShouldAllBe(row => !row.Summary.Contains(token, StringComparison.OrdinalIgnoreCase));
        (await renewal.Stored()).ToString().ShouldNotContain(token, Case.Insensitive);
    }
}
