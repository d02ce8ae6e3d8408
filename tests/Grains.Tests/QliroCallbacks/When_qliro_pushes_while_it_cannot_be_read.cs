using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Grains.Tests.QliroCallbacks;

/// <summary>
/// Pushes about reservations and captures go on while Qliro's API is away. The first has Qliro read again; the others
/// find that stored, so they are counted, and the pauses between the retries stay as they are.
/// </summary>
public sealed class When_qliro_pushes_while_it_cannot_be_read
{
    [Fact]
    public async Task Should_count_repeats_about_an_open_operation_and_find_its_end_later()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        (await purchase.Capture()).Error.ShouldBeNull();
        await LoseQliro(purchase, () => purchase.Grain.ReceiveStatus(Status("Capture")));
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);

        await ShouldCount(purchase, "Qliro status of a capture", () => purchase.Grain.ReceiveStatus(Status("Capture")));

        await ComeBack(purchase);
        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_count_repeats_about_what_others_did_and_find_it_later()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        shop.Qliro.CaptureOutOfBand(purchase.QliroOrderId);
        await LoseQliro(purchase, () => purchase.Grain.ReceiveStatus(Status("Capture")));
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);

        await ShouldCount(purchase, "Qliro status of a capture", () => purchase.Grain.ReceiveStatus(Status("Capture")));

        await ComeBack(purchase);
        purchase.NorceState.ShouldBe("captured");
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_count_repeats_about_added_goods_and_find_them_later()
    {
        await using var shop = await Shop.Open(document => document["options"]!["useUpsell"] = true);
        var purchase = await shop.Buy();
        var added = shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        var push = new ReceivePush
        {
            Push = new()
            {
                NotificationType = "UpsellStatus", Status = "Success", PaymentTransactionId = added, UpsellId = "up-1",
            },
        };
        await LoseQliro(purchase, () => purchase.Grain.ReceivePush(push));

        await ShouldCount(purchase, "Qliro push of added goods", () => purchase.Grain.ReceivePush(push));

        await ComeBack(purchase);
        (purchase.NorceAmount, purchase.OrderStatus).ShouldBe((350m, "completed"));
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_read_soon_once_more_when_goods_are_added_meanwhile()
    {
        await using var shop = await Shop.Open(document => document["options"]!["useUpsell"] = true);
        var purchase = await shop.Buy();
        await LoseQliro(purchase, () => purchase.Grain.ReceiveStatus(Status("Preauthorization")));
        var added = shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);

        await shop.FinishOutbox(purchase.Grain.ReceivePush(new()
        {
            Push = new() { NotificationType = "UpsellStatus", Status = "Success", PaymentTransactionId = added },
        }));

        (await purchase.Stored()).Outbox.Single(entry => entry.Kind == OutboxKind.ReconcileWithQliro).DueAt
            .ShouldBeLessThanOrEqualTo(shop.Clock.GetUtcNow() + TimeSpan.FromSeconds(2));
    }

    /// <summary>The operation has waited so long that it is looked at rarely.</summary>
    [Fact]
    public async Task Should_send_the_next_part_when_the_end_of_the_first_is_found_later()
    {
        await using var shop = await Shop.Open(document => document["options"]!["useUpsell"] = true);
        var purchase = await shop.Buy();
        shop.Qliro.AddUpsell(purchase.QliroOrderId, 100m, 80m);
        await shop.FinishOutbox(shop.Qliro.FlushPushes());
        await shop.Pass(TimeSpan.FromSeconds(301));
        (await purchase.Capture()).Error.ShouldBeNull();
        await shop.Pass(TimeSpan.FromMinutes(9));
        purchase.Sent(Requests.Ship).Count.ShouldBe(1);
        shop.Qliro.FinishOpenTransactions(purchase.QliroOrderId);
        shop.Qliro.Faults.GoDown(Outage.Unavailable);
        await shop.FinishOutbox(purchase.Grain.ReceiveStatus(Status("Capture")));

        shop.Qliro.Faults.ComeUp();
        await shop.Pass(TimeSpan.FromSeconds(4), steps: 4);

        purchase.Sent(Requests.Ship).Count.ShouldBe(2);
    }

    private static async Task LoseQliro(Purchase purchase, Func<Task<Outcome<Done>>> push)
    {
        var shop = purchase.Shop;
        shop.Qliro.Faults.GoDown(Outage.Unavailable);
        (await shop.FinishOutbox(push())).Error.ShouldBeNull();
        // Long enough for pauses that the pushes below do not outlast.
        await shop.Pass(TimeSpan.FromMinutes(9));
    }

    private static async Task ShouldCount(Purchase purchase, string what, Func<Task<Outcome<Done>>> push)
    {
        var shop = purchase.Shop;
        var before = await shop.Store.Load(purchase.Key.ToString(), CancellationToken.None);
        var rows = await purchase.Timeline();

        for (var number = 0; number < 50; number++) (await shop.FinishOutbox(push())).Error.ShouldBeNull();

        var counted = (await purchase.Timeline()).Except(rows).ShouldHaveSingleItem();
        (counted.Summary, counted.Times).ShouldBe(($"{what}; a partner could not be read", 50));
        (await shop.Store.Load(purchase.Key.ToString(), CancellationToken.None)).ShouldBe(before);
    }

    private static Task ComeBack(Purchase purchase)
    {
        purchase.Shop.Qliro.Faults.ComeUp();
        return purchase.Shop.Pass(TimeSpan.FromMinutes(20));
    }

    private static ReceiveStatus Status(string type)
        => new() { Status = new() { PaymentType = type, Status = "Success" } };
}
