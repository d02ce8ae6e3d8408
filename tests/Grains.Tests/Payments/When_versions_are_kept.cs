using System.Security.Cryptography;
using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Partners;
using QliroAdapter.Payments;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>Each commit hands the payment as it left it to the journal, from which operators see later what it was.</summary>
public sealed class When_versions_are_kept
{
    private const string TimelineKey = "Adapter:TimelineKeys:0";
    private const string DataKey = "Adapter:DataKeys:0";

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_hold_every_commit_with_the_rows_that_it_added(bool isSigned)
    {
        await using var shop = await Shop.Open(
            null, isSigned ? [(TimelineKey, When_personal_data_is_sealed.NewKey())] : []);
        var purchase = await shop.Buy();
        var kept = Kept(shop, purchase);
        await shop.Restart();
        await purchase.CaptureNow();
        kept.AddRange(Kept(shop, purchase));

        var stored = await When_personal_data_is_sealed.Load(purchase);
        kept.Select(one => one.Version.Version).ShouldBe(Enumerable.Range(1, (int)stored.Version).Select(number => (long)number));
        var rows = (await purchase.Timeline()).Where(row => row.Sequence > 0).ToList();
        kept.SelectMany(one => rows.Where(row => one.Version.Added(row.Sequence)).Select(row => row.Sequence))
            .ShouldBe(rows.Select(row => row.Sequence));
        PaymentVersion.DocumentOf(kept[^1].Text).ShouldBe(stored.Document);
    }

    [Fact]
    public async Task Should_show_the_payment_as_it_was()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        await purchase.CaptureNow();
        var now = (await shop.Store.Find(new() { Text = $"{purchase.Key}", IsExact = true }, default)).Single();
        var (kept, timeline) = (Kept(shop, purchase), await purchase.Timeline());
        now.State.ShouldBe("captured");

        (PaymentSummary Row, OutboxContent Content) At(string what)
        {
            var row = timeline.First(one => one.Summary.Contains(what, StringComparison.Ordinal));
            var (version, text) = kept.Single(one => one.Version.Added(row.Sequence));
            var past = PastPayment.Read($"{purchase.Key}", version, text, Features.All)!;
            return (past.Summary(now, version), past.Content);
        }

        var (begun, nothing) = At("Creation begun");
        (begun.State, begun.Version, begun.QliroOrderId).ShouldBe(("creating", 1, null));
        nothing.Details!.Sums.ShouldBeNull();
        var (bought, held) = At("Qliro completed the purchase");
        (bought.State, bought.OutboxEntries > 0).ShouldBe(("reserved", true));
        held.Entries.ShouldContain(entry => entry.Kind == "SyncNorce");
        held.Details!.Operations.ShouldBeEmpty();
        var last = PastPayment.Read($"{purchase.Key}", kept[^1].Version, kept[^1].Text, Features.All)!;
        last.Content.Details!.Sums!.Captured.ShouldBe(250m);
        last.Summary(now with { State = "x", OutboxEntries = 9, ParkedReason = "x" }, kept[^1].Version)
            .ShouldBe(now with { UpdatedAt = kept[^1].Version.At });
    }

    [Fact]
    public async Task Should_be_there_when_it_is_parked_as_a_whole()
    {
        await using var shop = await Shop.Open();
        var purchase = await shop.Buy();
        Kept(shop, purchase);
        await purchase.Rewrite(payment => payment with
        {
            Ledger = new() { Lines = [new("1:T-1", "Product", 125m, Reserved: 1, Captured: 2, Returned: 0, Released: 0)] },
        });
        await purchase.Refresh();

        var (version, text) = Kept(shop, purchase)[^1];
        var stored = await When_personal_data_is_sealed.Load(purchase);
        (version.Version, PaymentVersion.DocumentOf(text)).ShouldBe((stored.Version, stored.Document));
        var now = (await shop.Store.Find(new() { Text = $"{purchase.Key}", IsExact = true }, default)).Single();
        now.ParkedReason.ShouldNotBeNull();
        PastPayment.Read(stored.Key, version, text, Features.All)!.Summary(now, version).ShouldBe(now);
    }

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_hold_nothing_personal(bool hasKeys)
    {
        await using var shop = await Subscription.Open(
            hasKeys ? [(DataKey, When_personal_data_is_sealed.NewKey())] : []);
        var purchase = await shop.BuyByCard();
        Features.Json.Read((await When_personal_data_is_sealed.Load(purchase)).Document).State
            .ShouldBe(PaymentState.Reserved);

        var documents = Kept(shop, purchase).Select(one => PaymentVersion.DocumentOf(one.Text)!).ToList();
        documents.ShouldNotBeEmpty();
        foreach (var secret in (string[])[purchase.Token!, "\"recurring\":{", "last4Digits", "\"sealed\""])
            documents.ShouldAllBe(document => !document.Contains(secret, StringComparison.OrdinalIgnoreCase));
    }

    [Fact]
    public async Task Should_not_be_when_no_bodies_are()
    {
        await using var shop = await Shop.Open(null, ("Ops:KeepBodiesHours", "0"));
        Kept(shop, await shop.Buy()).ShouldBeEmpty();
    }

    [Fact]
    public void Should_leave_out_what_is_too_large_and_what_is_no_document()
    {
        PaymentVersion.Text(RandomNumberGenerator.GetBytes(20_000)).ShouldBeEmpty();
        PaymentVersion.Text(new byte[PaymentVersion.BytesMax + 1]).ShouldBeEmpty();
        PaymentVersion.DocumentOf(PaymentVersion.Text(new byte[PaymentVersion.BytesMax]))!.Length
            .ShouldBe(PaymentVersion.BytesMax);
        foreach (var text in (string[])["", "\"sealed under\"", "AAAA"])
            PastPayment.Read("a", new(1, 1, 1, default), text, Features.All).ShouldBeNull();
        PastPayment.Read("a", new(1, 1, 1, default), PaymentVersion.Text("{}"u8), Features.All).ShouldBeNull();
    }

    /// <summary>What was handed over of the payment since the last time.</summary>
    private static List<(KeptVersion Version, string Text)> Kept(Shop shop, Purchase purchase)
    {
        var kept = new List<(KeptVersion, string)>();
        while (shop.Bodies.Waiting.TryRead(out var body))
        {
            var stored = body.Redacted();
            if (stored.Key == purchase.Key.ToString() && KeptVersion.Of(stored.Operation, stored.At, 0) is { } version)
                kept.Add((version, stored.Request));
        }
        return kept;
    }
}
