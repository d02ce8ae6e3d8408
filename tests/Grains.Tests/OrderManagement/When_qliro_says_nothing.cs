using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// Qliro accepts the request and keeps the connection open, but no answer comes: after the call's limit of 10 s its
/// outcome is unknown. The admin order is read, and a repeat is sent under the first id.
/// </summary>
[Trait("qliro", "35")]
public sealed class When_qliro_says_nothing
{
    public static TheoryData<string> Operations => [Requests.Ship, Requests.CancelOrder, Requests.Return];

    [Theory, MemberData(nameof(Operations))]
    public async Task Should_find_in_the_admin_order_what_was_booked_unseen(string operation)
    {
        await using var shop = await Shop.Open();
        var purchase = await Prepared(shop, operation);
        var silent = shop.Qliro.Faults.On("POST", operation).HoldAnswer();

        (await AskInSilence(purchase, operation, silent)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();

        purchase.Sent(operation).Count.ShouldBe(1);
        await ShouldBeDoneOnce(purchase, operation);
    }

    [Theory, MemberData(nameof(Operations))]
    public async Task Should_send_the_same_request_again_when_nothing_was_booked(string operation)
    {
        await using var shop = await Shop.Open();
        var purchase = await Prepared(shop, operation);
        var silent = shop.Qliro.Faults.On("POST", operation).Hold();

        (await AskInSilence(purchase, operation, silent)).Error.ShouldBeNull();
        // The first activation continues after the second has done the work.
        silent.Release();
        await purchase.FinishAtQliro();

        purchase.Sent(operation).Count.ShouldBe(2);
        await ShouldBeDoneOnce(purchase, operation);
    }

    [Theory, MemberData(nameof(Operations))]
    public async Task Should_stay_open_and_be_finished_later_when_it_never_speaks(string operation)
    {
        await using var shop = await Shop.Open();
        var purchase = await Prepared(shop, operation);
        var started = shop.Clock.GetUtcNow();
        var silent = shop.Qliro.Faults.On("POST", operation).HoldAnswer();
        shop.Qliro.Faults.On("GET", "/adminapi/v2/orders").After(1).Hold(times: 100);

        (await AskInSilence(purchase, operation, silent)).Error!.Code.ShouldBe("qliro-error");
        // The page's call timed out and is repeated: nothing is sent again.
        (await shop.FinishOutbox(Ask(purchase, operation))).Error.ShouldBeNull();
        (await purchase.Stored()).OpenOperation().ShouldNotBeNull();
        (shop.Clock.GetUtcNow() - started).ShouldBeLessThan(TimeSpan.FromMinutes(2));

        shop.Qliro.Faults.Clear();
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        await shop.Pass(TimeSpan.FromMinutes(10));
        purchase.Sent(operation).Count.ShouldBe(1);
        await ShouldBeDoneOnce(purchase, operation);
    }

    private static Task<Purchase> Prepared(Shop shop, string operation)
        => operation == Requests.Return ? shop.Buy().Captured() : shop.Buy();

    /// <summary>Time passes only from the moment at which Qliro has the request.</summary>
    private static async Task<Outcome<CheckoutSnippet>> AskInSilence(Purchase purchase, string operation, Fault silent)
    {
        var asking = Ask(purchase, operation);
        await silent.Arrived;
        return await purchase.Shop.FinishOutbox(asking);
    }

    private static Task<Outcome<CheckoutSnippet>> Ask(Purchase purchase, string operation) => operation switch
    {
        Requests.Ship => purchase.Capture(),
        Requests.Return => purchase.Refund(),
        _ => purchase.Cancel(),
    };

    private static async Task ShouldBeDoneOnce(Purchase purchase, string operation)
    {
        purchase.Sent(operation).Select(sent => sent.ToJsonString()).Distinct().Count().ShouldBe(1);
        var (booked, state) = operation switch
        {
            Requests.Ship => ("Capture", "captured"),
            Requests.Return => ("Refund", "credited"),
            _ => ("Reversal", "cancelled"),
        };
        purchase.Transactions(booked).Count.ShouldBe(1);
        purchase.NorceState.ShouldBe(state);
        await purchase.ShouldAgreeWithQliro();
    }
}
