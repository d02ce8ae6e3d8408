using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Tests.Qliro;

public sealed class When_a_discount_is_added_to_an_invoice : QliroSituation
{
    private const string Add = "/AddItemsToInvoice";

    [Theory]
    [InlineData("Credit", null)]
    [InlineData("UpdateInvoice", "Return")]
    [InlineData("Refund", "Ship")]
    public async Task Should_give_money_back_and_no_goods(string type, string? listedAs)
    {
        (Qliro.Options.AdditionType, Qliro.Options.AdditionAction) = (type, listedAs);
        var (id, reservation) = await Bought(Mug(3));
        var capture = await Captured(id, reservation, Mug(2));

        var (status, body) = await Qliro.Admin("POST", Add, Manage(id, "Additions", capture, Discount(-50m, -40m)));
        status.ShouldBe(200, body?.ToJsonString());
        Qliro.Totals(id).Refunded.ShouldBe(0);
        Qliro.FinishOpenTransactions(id);

        Qliro.Totals(id).ShouldSatisfyAllConditions(
            totals => totals.Refunded.ShouldBe(5000), totals => totals.Captured.ShouldBe(25000));
        Qliro.LineTotals(id).ShouldHaveSingleItem().Returned.ShouldBe(0);
        Qliro.Returnable(id).ShouldBe([(capture, 200m)]);
        var push = JsonNode.Parse(Qliro.Pushes[^1].Body)!;
        ((string)push["PaymentType"]!, (decimal)push["Amount"]!).ShouldBe((type, -50m));
        ((string)push["OriginalPaymentTransactionId"]!).ShouldBe(capture.ToString());
    }

    [Fact]
    public async Task Should_take_no_more_than_is_left_of_the_capture()
    {
        var (id, reservation) = await Bought(Mug(3));
        var capture = await Captured(id, reservation, Mug(1));
        var twice = Manage(id, "Additions", capture, Discount(-100m, -80m));
        twice["Additions"]!.AsArray().Add(twice["Additions"]![0]!.DeepClone());

        await ShouldRefuse("INVALID_REQUEST_TOTAL_AMOUNT", Add, twice);
        await ShouldRefuse("INVALID_REQUEST_TOTAL_AMOUNT", Add,
            Manage(id, "Additions", capture, Discount(-125.01m, -100m)));
        (await Qliro.Admin("POST", Add, Manage(id, "Additions", capture, Discount(-100m, -80m)))).Status.ShouldBe(200);
        Qliro.FinishOpenTransactions(id);
        await ShouldRefuse("INVALID_REQUEST_TOTAL_AMOUNT", Add,
            Manage(id, "Additions", capture, Discount(-25.01m, -20m)));
        await ShouldRefuse("INVALID_REQUEST_TOTAL_AMOUNT", "/ReturnItems", Manage(id, "Returns", capture, Mug(1)));
    }

    [Fact]
    public async Task Should_insist_on_a_shipment_and_its_capture()
    {
        var (id, reservation) = await Bought(Mug(3));
        await ShouldRefuse("NO_SHIPPED_ITEMS_AVAILABLE", Add,
            Manage(id, "Additions", reservation, Discount(-1m, -1m)));
        await Captured(id, reservation, Mug(1));
        await ShouldRefuse("INVALID_PAYMENT_TYPE", Add, Manage(id, "Additions", reservation, Discount(-1m, -1m)));
    }

    [Theory]
    [InlineData("INVALID_INPUT", 50, 40, "Discount")]
    [InlineData("INVALID_INPUT", -50, -60, "Discount")]
    [InlineData("INVALID_INPUT", -50, -40, "Product")]
    public async Task Should_take_discounts_alone(string code, int inc, int ex, string type)
    {
        var (id, reservation) = await Bought(Mug(3));
        var capture = await Captured(id, reservation, Mug(1));

        await ShouldRefuse(code, Add, Manage(id, "Additions", capture, Line("REFUND-1", inc, ex, 1, type)));
    }

    [Fact]
    public async Task Should_wait_for_what_is_in_process()
    {
        var (id, reservation) = await Bought(Mug(3));
        var capture = await Captured(id, reservation, Mug(1));
        await Qliro.Admin("POST", Add, Manage(id, "Additions", capture, Discount(-1m, -0.8m)));

        await ShouldRefuse("OPERATION_NOT_SUPPORTED", Add, Manage(id, "Additions", capture, Discount(-1m, -0.8m)));
    }

    private static JsonObject Discount(decimal inc, decimal ex) => Line("REFUND-1", inc, ex, 1, "Discount");
}
