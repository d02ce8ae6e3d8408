using QliroAdapter.Checkout;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.Grains.Tests.OrderManagement;

/// <summary>
/// The process dies before and after every call that it makes for an operation, from the request to the last write at
/// Norce. Nobody repeats a call and no push arrives: due work alone must bring the partners to agreement.
/// </summary>
public sealed class When_the_process_stops
{
    /// <summary>More calls than any operation makes; the loop ends when the process survives one.</summary>
    private const int CallsMax = 80;

    [Theory]
    [InlineData("capture all", false)]
    [InlineData("capture all", true)]
    [InlineData("capture one", false)]
    [InlineData("capture one", true)]
    [InlineData("cancel", false)]
    [InlineData("cancel", true)]
    [InlineData("cancel the rest", false)]
    [InlineData("cancel the rest", true)]
    [InlineData("refund over two captures", false)]
    [InlineData("refund over two captures", true)]
    [InlineData("refund less a fee", false)]
    [InlineData("refund less a fee", true)]
    [InlineData("capture two originals", false)]
    [InlineData("capture two originals", true)]
    public async Task Should_book_at_most_once_and_agree_afterwards(string operation, bool hearsNoAnswer)
    {
        await using var shop = await Shop.Open();
        for (var call = 1; call <= CallsMax; call++)
        {
            var purchase = await Prepare(shop, operation);
            shop.Process.EndAt(call, hearsNoAnswer);
            var work = Work(purchase, operation);
            await Task.WhenAny(work, shop.Process.Ended);
            if (!shop.Process.Ended.IsCompleted)
            {
                await Check(purchase, operation, isDone: true);
                call.ShouldBeGreaterThan(5);
                return;
            }
            await shop.Restart();
            await Finish(purchase);
            await Check(purchase, operation, isDone: false);
        }
        throw new InvalidOperationException($"{operation} makes more than {CallsMax} calls.");
    }

    private static ReturnFee Fee => new()
    {
        Reference = "RETURN-FEE", Description = "Return fee", PriceIncVat = 20m, PriceExVat = 16m,
    };

    private static async Task<Purchase> Prepare(Shop shop, string operation)
    {
        var purchase = await shop.Buy();
        if (operation is "cancel the rest" or "refund over two captures") await purchase.CaptureNow((Requests.Mug, 1));
        if (operation is "refund over two captures") await purchase.CaptureNow((Requests.Mug, 1));
        if (operation is "refund less a fee") await purchase.CaptureNow();
        if (operation is "capture two originals")
        {
            shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
            await shop.Qliro.FlushPushes();
            await shop.DoDueWork();
        }
        return purchase;
    }

    private static async Task Work(Purchase purchase, string operation)
    {
        (await Ask(purchase, operation)).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        await purchase.FinishAtQliro();
    }

    private static Task<Outcome<CheckoutSnippet>> Ask(Purchase purchase, string operation) => operation switch
    {
        "capture all" or "capture two originals" => purchase.Capture(),
        "refund less a fee" => purchase.Grain.Refund(new() { Fees = [Fee] }),
        "capture one" => purchase.Capture((Requests.Mug, 1)),
        "refund over two captures" => purchase.Refund(),
        _ => purchase.Cancel(),
    };

    private static async Task Finish(Purchase purchase)
    {
        for (var round = 0; round < 4; round++)
        {
            purchase.Shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
            await purchase.Shop.Pass(TimeSpan.FromMinutes(2));
        }
    }

    /// <summary>Either nothing had been asked for when the process died, or all of it has happened.</summary>
    private static async Task Check(Purchase purchase, string operation, bool isDone)
    {
        var wasAskedFor = (await purchase.Stored()).Operations.Count > EarlierOperations(operation);
        if (isDone) wasAskedFor.ShouldBeTrue();
        var (captured, released, refunded) = (operation, wasAskedFor) switch
        {
            ("capture all", true) => (25000, 0, 0),
            ("capture one", true) => (12500, 0, 0),
            ("cancel", true) => (0, 25000, 0),
            ("cancel the rest", true) => (12500, 12500, 0),
            ("cancel the rest", false) => (12500, 0, 0),
            ("refund over two captures", true) => (25000, 0, 25000),
            ("refund over two captures", false) => (25000, 0, 0),
            ("refund less a fee", true) => (25000, 0, 23000),
            ("refund less a fee", false) => (25000, 0, 0),
            ("capture two originals", true) => (35000, 0, 0),
            _ => (0, 0, 0),
        };
        (purchase.AdminOrder.Captured, purchase.AdminOrder.Released, purchase.AdminOrder.Refunded).ShouldBe((
            captured, released, refunded));
        purchase.NorceState.ShouldBe(purchase.AdminOrder switch
        {
            { Reserved: > 0 } => "reserved",
            { Captured: > 0 } => purchase.Shop.Qliro.Left(purchase.QliroOrderId).Count == 0 ? "credited" : "captured",
            _ => "cancelled",
        });
        await purchase.ShouldAgreeWithQliro();
        purchase.AuditTrail(operation.Split(' ')[0]).Count.ShouldBe(wasAskedFor ? 1 : 0);
    }

    private static int EarlierOperations(string operation) => operation switch
    {
        "cancel the rest" or "refund less a fee" => 1,
        "refund over two captures" => 2,
        _ => 0,
    };
}
