using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>Qliro answers 200 and names no transaction. This proves nothing, so its admin order decides.</summary>
[Trait("qliro", "64")]
public sealed class When_qliro_names_no_transaction
{
    private const string Remembered =
        """{"ErrorCode":"INVALID_REQUEST","ErrorMessage":"Evaluation, a request with RequestId 1 was already received."}""";

    public static TheoryData<string, string> Answers()
    {
        var all = new TheoryData<string, string>();
        foreach (var operation in (string[])[Requests.Ship, Requests.Return, Requests.CancelOrder])
        {
            all.Add(operation, "{}");
            all.Add(operation, """{"PaymentTransactions":[]}""");
            all.Add(operation, """{"PaymentTransactions":null}""");
            all.Add(operation, """{"PaymentTransactions":[{"PaymentTransactionId":0,"Status":"Created"}]}""");
            all.Add(operation, "");
        }
        return all;
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Should_send_what_was_not_booked_again_under_the_same_id(string operation, string answer)
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop, operation);
        shop.Qliro.Faults.On("POST", operation).Answer(200, answer);

        (await Ask(purchase, operation)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        var sent = purchase.Sent(operation);
        sent.Count.ShouldBe(2);
        sent[1].ToJsonString().ShouldBe(sent[0].ToJsonString());
        purchase.NorceState.ShouldBe(StateAfter(operation));
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [MemberData(nameof(Answers))]
    public async Task Should_find_what_was_booked_all_the_same(string operation, string answer)
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop, operation);
        shop.Qliro.Faults.On("POST", operation).ReplaceAnswer(200, answer);

        (await Ask(purchase, operation)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.Sent(operation).Count.ShouldBe(1);
        purchase.NorceState.ShouldBe(StateAfter(operation));
        await purchase.ShouldAgreeWithQliro();
    }

    [Theory]
    [InlineData(Requests.Ship)]
    [InlineData(Requests.Return)]
    [InlineData(Requests.CancelOrder)]
    public async Task Should_not_be_taken_for_accepted_and_be_done_soon(string operation)
    {
        await using var shop = await Shop.Open();
        var purchase = await Bought(shop, operation);
        var before = purchase.NorceState;
        shop.Qliro.Faults.On("POST", operation).Answer(200, "{}", times: 4);

        (await Ask(purchase, operation)).Error!.Code.ShouldBe("qliro-error");

        var open = (await purchase.Stored()).OpenOperation().ShouldNotBeNull();
        (open.Parts[0].Status, open.WasAccepted, purchase.NorceState).ShouldBe((PartStatus.Sent, false, before));
        ((string?)purchase.Attribute("qliroOperation")!["status"]).ShouldBe("unknown");
        await shop.Pass(TimeSpan.FromMinutes(5), steps: 60);
        await purchase.FinishAtQliro();
        purchase.Sent(operation).Select(one => (string)one["RequestId"]!).Distinct().Count().ShouldBe(1);
        purchase.NorceState.ShouldBe(StateAfter(operation));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_end_within_the_hour_when_qliro_remembers_a_request_that_it_never_booked()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(200, "{}");
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(400, Remembered, times: 1000);
        (await purchase.Capture()).Error!.Code.ShouldBe("qliro-error");

        await shop.Pass(TimeSpan.FromHours(1), steps: 60);

        (await purchase.Stored()).Operations.ShouldHaveSingleItem().Status.ShouldBe(OperationStatus.Failed);
        shop.Qliro.Faults.Clear();
        await purchase.CaptureNow();
        (purchase.NorceState, purchase.AdminOrder.Operations["Capture"]).ShouldBe(("captured", 1));
        await purchase.ShouldAgreeWithQliro();
    }

    /// <summary>As an earlier version of this program stored it.</summary>
    [Fact]
    public async Task Should_take_up_a_part_that_was_stored_as_accepted_without_a_transaction()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.Faults.On("POST", Requests.Ship).Answer(200, "{}", times: 2);
        await purchase.Capture();
        await purchase.Rewrite(payment => payment with
        {
            Operations = [.. payment.Operations.Select(operation => operation with
            {
                Parts = [.. operation.Parts.Select(part => part with { Status = PartStatus.Accepted })],
            })],
        });

        await shop.Pass(TimeSpan.FromMinutes(5), steps: 60);
        await purchase.FinishAtQliro();

        (purchase.NorceState, purchase.AdminOrder.Operations["Capture"]).ShouldBe(("captured", 1));
        await purchase.ShouldAgreeWithQliro();
    }

    private static Task<Purchase> Bought(Shop shop, string operation)
        => operation == Requests.Return ? shop.Buy().Captured() : shop.Buy();

    private static Task<Outcome<CheckoutSnippet>> Ask(Purchase purchase, string operation) => operation switch
    {
        Requests.Ship => purchase.Capture(),
        Requests.Return => purchase.Refund(),
        _ => purchase.Cancel(),
    };

    private static string StateAfter(string operation) => operation switch
    {
        Requests.Ship => "captured",
        Requests.Return => "credited",
        _ => "cancelled",
    };
}
