using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Payments;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Recurring;
using QliroAdapter.Store;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>What is personal of a payment is destroyed with its key; the books stay.</summary>
public sealed class When_a_person_is_erased
{
    private static readonly (string, string)[] keys =
    [
        ("Adapter:DataKeys:0", When_personal_data_is_sealed.NewKey()),
        ("Adapter:TimelineKeys:0", When_personal_data_is_sealed.NewKey()),
        ("Adapter:EmailHashKey", "a key of sixteen bytes or more"),
    ];

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_keep_what_money_did_and_nothing_of_the_person(bool hasKeys)
    {
        await using var shop = await Subscription.Open(hasKeys ? keys : keys[2..]);
        var purchase = await shop.BuyByCard();
        await purchase.CaptureNow();
        var token = purchase.Token!;
        var before = await purchase.Stored();
        (await MailIds(shop, purchase)).ShouldBe(1);

        (await Erase(purchase)).Error.ShouldBeNull();

        var stored = await When_personal_data_is_sealed.Load(purchase);
        (stored.DataKey, stored.Document.Contains(token, StringComparison.OrdinalIgnoreCase)).ShouldBe((null, false));
        var after = await purchase.Stored();
        (after.Sealed, after.Recurring, after.ErasedAt is null).ShouldBe((null, null, false));
        (after.State, after.Amount).ShouldBe((before.State, before.Amount));
        after.Ledger.ShouldBeEquivalentTo(before.Ledger);
        (after.Operations.Count, (await MailIds(shop, purchase))).ShouldBe((before.Operations.Count, 0));
        (await purchase.Timeline()).ShouldContain(row => row.Summary.StartsWith("Personal data is erased"));
        await purchase.ShouldAgreeWithQliro();
        if (!hasKeys) return;
        var lines = new List<string>();
        await new Verification(
            new(Microsoft.Extensions.Options.Options.Create(new KeyOptions { TimelineKeys = [keys[1].Item2] })),
            shop.Clock, lines.Add).Run(new() { Path = shop.Database }, new(), new(null, null), CancellationToken.None);
        lines.ShouldBeEmpty();
    }

    /// <summary>A back office wrote of the shopper. Qliro has its words; here they are over.</summary>
    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_forget_what_a_caller_wrote(bool isErasedFirst)
    {
        const string said = "Anna Andersson, Storgatan 1, moved";
        const string call = "refund of Anna Andersson";
        await using var shop = await Subscription.Open(keys);
        var purchase = await shop.BuyByCard();
        await purchase.CaptureNow();
        if (isErasedFirst) (await Erase(purchase)).Error.ShouldBeNull();

        (await shop.FinishOutbox(purchase.Grain.RefundAmount(
            new() { Amount = 50m, Reason = said, IdempotencyKey = call }))).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        if (!isErasedFirst) (await Erase(purchase)).Error.ShouldBeNull();

        var text = (await When_personal_data_is_sealed.Load(purchase)).Document;
        text.ShouldNotContain("Andersson");
        var refund = (await purchase.Stored()).Operations[^1];
        (refund.Type, refund.Status, refund.IdempotencyKey![..7]).ShouldBe(
            (OperationType.RefundAmount, OperationStatus.Succeeded, "sha256:"));
        purchase.AdminOrder.Refunded.ShouldBe(5000);
        $"{purchase.Sent("AddItemsToInvoice").ShouldHaveSingleItem()}".ShouldContain("Andersson");
        (await Ids(shop, purchase, "%Andersson%")).ShouldBe(0);
        // The same call again is still known.
        (await shop.FinishOutbox(purchase.Grain.RefundAmount(
            new() { Amount = 50m, Reason = said, IdempotencyKey = call }))).Error.ShouldBeNull();
        purchase.AdminOrder.Refunded.ShouldBe(5000);
        await purchase.ShouldAgreeWithQliro();
    }

    [Fact]
    public async Task Should_store_nothing_personal_any_more()
    {
        await using var shop = await Subscription.Open(keys);
        var purchase = await shop.BuyByCard();
        var token = purchase.Token!;
        (await Erase(purchase)).Error.ShouldBeNull();
        await shop.Restart();

        (await shop.FinishOutbox(purchase.Grain.Act(
            new() { Kind = OperatorActionKind.Replay, By = "anna", Reason = "why" }))).Error.ShouldBeNull();
        await purchase.CaptureNow();

        purchase.NorceState.ShouldBe("captured");
        var stored = await When_personal_data_is_sealed.Load(purchase);
        (stored.DataKey, stored.Document.Contains(token, StringComparison.OrdinalIgnoreCase)).ShouldBe((null, false));
        (await MailIds(shop, purchase)).ShouldBe(0);
        await purchase.ShouldAgreeWithQliro();
    }

    /// <summary>The callback's URL is good for as long as the payment is there.</summary>
    [Fact]
    public async Task Should_take_no_card_afterwards()
    {
        await using var shop = await Subscription.Open(keys);
        var purchase = await shop.BuyByCard();
        await purchase.CaptureNow();
        (await Erase(purchase)).Error.ShouldBeNull();
        var (token, version) = (purchase.Token, (await When_personal_data_is_sealed.Load(purchase)).Version);
        var rows = (await purchase.Timeline()).Count;

        for (var times = 0; times < 3; times++)
        {
            (await purchase.Grain.SaveRecurringDetails(new()
            {
                Card = new() { Id = Masked.Of($"7f000000-0000-0000-0000-00000000000{times}"), CardBin = "411111", CardLast4Digits = "7777" },
            })).Error.ShouldBeNull();
        }

        (await purchase.Stored()).Recurring.ShouldBeNull();
        purchase.Token.ShouldBe(token);
        (await When_personal_data_is_sealed.Load(purchase)).Version.ShouldBe(version);
        (await purchase.Timeline()).Count.ShouldBeLessThanOrEqualTo(rows + 1, "they are counted in one row");
    }

    [Fact]
    public async Task Should_be_done_once_however_often_it_is_asked_for()
    {
        await using var shop = await Subscription.Open(keys);
        var purchase = await shop.BuyByCard();
        (await Erase(purchase)).Error.ShouldBeNull();
        var at = (await purchase.Stored()).ErasedAt;
        (await Erase(purchase)).Error.ShouldBeNull();
        (await purchase.Stored()).ErasedAt.ShouldBe(at);
    }

    [Fact]
    public async Task Should_wait_for_what_is_under_way()
    {
        await using var shop = await Subscription.Open(keys);
        var purchase = await shop.BuyByCard();
        (await purchase.Capture()).Error.ShouldBeNull();

        (await Erase(purchase)).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        (await purchase.Grain.Preview(new() { Kind = OperatorActionKind.Erase })).Value!.WhyNot
            .ShouldNotBeNull().ShouldContain("operation is open");
        await purchase.FinishAtQliro();

        (await Erase(purchase)).Error.ShouldBeNull();
    }

    private static Task<Outcome<Done>> Erase(Purchase purchase) => purchase.Shop.FinishOutbox(
        purchase.Grain.Act(new() { Kind = OperatorActionKind.Erase, By = "anna", Reason = "she asked for it" }));

    private static Task<int> MailIds(Shop shop, Purchase purchase) => Ids(shop, purchase, "mail:%");

    private static async Task<int> Ids(Shop shop, Purchase purchase, string like)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={shop.Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
        command.CommandText = "select count(*) from payment_ids where key = @key and id like @like";
        command.Parameters.AddWithValue("@like", like);
        command.Parameters.AddWithValue("@key", purchase.Key.ToString());
        return (int)(long)(await command.ExecuteScalarAsync())!;
    }
}
