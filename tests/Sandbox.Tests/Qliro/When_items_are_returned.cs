using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_items_are_returned : QliroSituation
{
    private const string Return = "/ReturnItems";

    [Fact]
    public async Task Should_give_back_what_was_captured_and_no_more()
    {
        var (id, reservation) = await Bought(Mug(3));
        var capture = await Captured(id, reservation, Mug(2));

        await ShouldRefuse("EXCEEDING_QUANTITY", Return, Manage(id, "Returns", capture, Mug(3)));
        (await Qliro.Admin("POST", Return, Manage(id, "Returns", capture, Mug(2)))).Status.ShouldBe(200);
        Qliro.Totals(id).Refunded.ShouldBe(0);
        Qliro.FinishOpenTransactions(id);

        Qliro.Totals(id).Refunded.ShouldBe(25000);
        await ShouldRefuse("EXCEEDING_QUANTITY", Return, Manage(id, "Returns", capture, Mug(1)));
    }

    [Fact]
    public async Task Should_insist_on_a_capture_of_the_same_order()
    {
        var (id, reservation) = await Bought(Mug(3));
        var (other, otherReservation) = await Bought(Mug(3));
        var otherCapture = await Captured(other, otherReservation, Mug(1));

        await ShouldRefuse("INVALID_PAYMENT_TYPE", Return, Manage(id, "Returns", reservation, Mug(1)));
        await ShouldRefuse("OPERATION_NOT_SUPPORTED", Return, Manage(id, "Returns", otherCapture, Mug(1)));
    }

    [Fact]
    public async Task Should_subtract_fees_and_refuse_empty_lists_and_nothing_left()
    {
        var (id, reservation) = await Bought(Mug(3));
        var capture = await Captured(id, reservation, Mug(3));

        var empty = Manage(id, "Returns", capture, Mug(1));
        empty["Returns"]![0]!["Fees"] = new JsonArray();
        await ShouldRefuse("INVALID_INPUT", Return, empty);

        var everything = Manage(id, "Returns", capture, Mug(1));
        everything["Returns"]![0]!["Fees"] = new JsonArray(Fee(125m, 100m));
        await ShouldRefuse("INVALID_REQUEST_TOTAL_AMOUNT", Return, everything);

        var some = Manage(id, "Returns", capture, Mug(1));
        some["Returns"]![0]!["Fees"] = new JsonArray(Fee(20m, 16m));
        (await Qliro.Admin("POST", Return, some)).Status.ShouldBe(200);
        Qliro.FinishOpenTransactions(id);
        Qliro.Totals(id).Refunded.ShouldBe(10500);
    }

    [Fact]
    public async Task Should_lose_all_but_the_first_of_several_at_once()
    {
        var (id, reservation) = await Bought(Mug(3));
        var first = await Captured(id, reservation, Mug(1));
        var second = await Captured(id, reservation, Mug(2));
        var both = Manage(id, "Returns", first, Mug(1));
        both["Returns"]!.AsArray().Add(Manage(id, "Returns", second, Mug(2))["Returns"]![0]!.DeepClone());

        (await Qliro.Admin("POST", Return, both)).Status.ShouldBe(200);
        Qliro.FinishOpenTransactions(id);

        Qliro.Totals(id).Refunded.ShouldBe(12500);
    }

    [Fact]
    public async Task Should_tell_the_capture_as_the_original_in_the_push()
    {
        var (id, reservation) = await Bought(Mug(3));
        var capture = await Captured(id, reservation, Mug(1));
        await Qliro.Admin("POST", Return, Manage(id, "Returns", capture, Mug(1)));
        Qliro.FinishOpenTransactions(id);

        var body = JsonNode.Parse(Qliro.Pushes[^1].Body)!;
        ((string)body["OriginalPaymentTransactionId"]!).ShouldBe(capture.ToString());
        ((string)body["PaymentType"]!).ShouldBe("Refund");
    }

    private static JsonObject Fee(decimal inc, decimal ex) => new()
    {
        ["MerchantReference"] = "RETURN-FEE", ["Description"] = "Return fee", ["PricePerItemIncVat"] = inc,
        ["PricePerItemExVat"] = ex,
    };
}
