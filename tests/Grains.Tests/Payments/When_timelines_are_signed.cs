using Microsoft.Extensions.Options;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Store;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>Every commit of a payment goes on with its signed timeline, whatever the payment meets.</summary>
public sealed class When_timelines_are_signed
{
    private const string Setting = "Adapter:TimelineKeys:0";

    private static readonly string key = When_personal_data_is_sealed.NewKey();

    [Fact]
    public async Task Should_verify_a_payment_from_its_beginning_to_its_refund()
    {
        await using var shop = await Shop.Open(null, (Setting, key));
        var purchase = await shop.Buy();
        await purchase.CaptureNow();
        await shop.Restart();
        (await purchase.Refund()).Error.ShouldBeNull();
        await purchase.FinishAtQliro();
        for (var number = 0; number < 3; number++) await purchase.Grain.ReceivePush(new());
        await shop.Pass(TimeSpan.FromMinutes(5));
        (await Verify(shop)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_take_in_what_was_stored_before_and_go_on()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await shop.Set((Setting, key));
        await purchase.CaptureNow();
        (await Verify(shop)).ShouldBeEmpty();

        await When_personal_data_is_sealed.Sql(
            shop, $"update payment_events set summary = 'x' where key = '{purchase.Key}' and seq = 2");
        (await Verify(shop)).ShouldHaveSingleItem().ShouldContain("are not as they were written");
    }

    [Fact]
    public async Task Should_go_on_when_a_payment_is_parked_and_resumed()
    {
        await using var shop = await Shop.Open(null, (Setting, key));
        var purchase = await shop.Buy();
        var whole = (await When_personal_data_is_sealed.Load(purchase)).Document;
        await When_personal_data_is_sealed.Sql(
            shop, $"update payments set document = 'no payment' where key = '{purchase.Key}'");
        await shop.Restart();
        (await purchase.Capture()).Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        (await Verify(shop)).ShouldNotBeEmpty("a document that was spoiled is not as it was signed");
        await When_personal_data_is_sealed.Sql(
            shop, $"update payments set document = '{whole}' where key = '{purchase.Key}'");
        (await purchase.Grain.ResumeParked(new())).Error.ShouldBeNull();
        await purchase.CaptureNow();
        purchase.NorceState.ShouldBe("captured");
        (await Verify(shop)).ShouldNotBeEmpty("nothing covers it up");
    }

    [Fact]
    public async Task Should_verify_what_two_nodes_wrote()
    {
        await using var shop = await Shop.Open(null, (Setting, key));
        var purchase = await shop.Buy();
        for (var number = 0; number < 3; number++)
        {
            await shop.FinishOutbox(shop.OtherNode.Get(purchase.Key).Refresh(new()));
            await shop.FinishOutbox(purchase.Grain.Refresh(new()));
        }
        await purchase.CaptureNow();
        (await Verify(shop)).ShouldBeEmpty();
    }

    private static async Task<IReadOnlyList<string>> Verify(Shop shop)
    {
        var lines = new List<string>();
        var keys = new TimelineKeys(Options.Create(new KeyOptions { TimelineKeys = [key] }));
        var result = await new Verification(keys, shop.Clock, lines.Add).Run(
            new() { Path = shop.Database }, new(), new(null, null), CancellationToken.None);
        (result.All, result.Before).ShouldBe((1L, 0L));
        return lines;
    }
}
