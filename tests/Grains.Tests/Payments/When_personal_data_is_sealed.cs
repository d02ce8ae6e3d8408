using System.Security.Cryptography;
using System.Text.Json;
using QliroAdapter.Composition;
using QliroAdapter.Grains.Tests.OrderManagement;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;
using QliroAdapter.Store;

namespace QliroAdapter.Grains.Tests.Payments;

/// <summary>With data keys, what is personal or secret of a payment is stored under a key of its own.</summary>
public sealed class When_personal_data_is_sealed
{
    private const string First = "Adapter:DataKeys:0";
    private const string Second = "Adapter:DataKeys:1";

    private static readonly string key = NewKey();

    [Fact]
    public async Task Should_lie_in_clear_without_keys_as_before()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.BuyByCard();
        var stored = await Load(purchase);
        stored.Document.ShouldContain(purchase.Token!);
        (stored.DataKey, stored.Chain).ShouldBe((null, null));
    }

    [Fact]
    public async Task Should_show_nothing_of_a_saved_card_in_the_database()
    {
        await using var shop = await Subscription.Open((First, key));
        var purchase = await shop.BuyByCard();
        var stored = await Load(purchase);
        foreach (var secret in (string[])[purchase.Token!, "\"recurring\":{", "expiryYear", "last4Digits", "bin"])
            stored.Document.ShouldNotContain(secret, Case.Insensitive);
        stored.Document.ShouldContain("\"sealed\":\"1.");
        stored.DataKey.ShouldNotBeNull().Length.ShouldBeGreaterThan(80);
        var read = Features.Json.Read(stored.Document);
        (read.State, read.Amount.Amount, read.Recurring).ShouldBe((PaymentState.Reserved, 250m, null));
        read.Ledger.ShouldNotBeNull();
        foreach (var file in Directory.GetFiles(Path.GetDirectoryName(shop.Database)!, "payments.db*")
            .Where(file => !file.EndsWith(".lock", StringComparison.Ordinal)))
            Text(file).ShouldNotContain(purchase.Token!);
    }

    [Fact]
    public async Task Should_be_there_after_a_restart()
    {
        await using var shop = await Subscription.Open((First, key));
        var purchase = await shop.BuyByCard();
        await shop.Restart();
        (await Opened(shop, purchase, key)).Recurring!.Token.Reveal().ShouldBe(purchase.Token);
        await purchase.CaptureNow();
        purchase.NorceState.ShouldBe("captured");
        (await Opened(shop, purchase, key)).Recurring!.Token.Reveal().ShouldBe(purchase.Token);
    }

    [Fact]
    public async Task Should_be_sealed_with_the_next_write_of_what_lay_in_clear()
    {
        await using var shop = await Subscription.Open();
        var purchase = await shop.BuyByCard();
        await shop.Set((First, key));
        (await Load(purchase)).Document.ShouldContain(purchase.Token!);

        await purchase.CaptureNow();

        (await Load(purchase)).Document.ShouldNotContain(purchase.Token!);
        (await Opened(shop, purchase, key)).Recurring!.Token.Reveal().ShouldBe(purchase.Token);
    }

    [Fact]
    public async Task Should_have_no_key_when_nothing_is_personal()
    {
        await using var shop = await Shop.Open(null, (First, key));
        var purchase = await shop.Buy();
        var stored = await Load(purchase);
        stored.DataKey.ShouldBeNull();
        stored.Document.ShouldNotContain("sealed");
    }

    [Fact]
    public async Task Should_be_sealed_again_only_when_it_has_changed()
    {
        await using var shop = await Subscription.Open((First, key));
        var purchase = await shop.BuyByCard();
        var before = await Load(purchase);
        await purchase.CaptureNow();
        var after = await Load(purchase);
        after.Version.ShouldBeGreaterThan(before.Version);
        Features.Json.Read(after.Document).Sealed.ShouldBe(Features.Json.Read(before.Document).Sealed);
        after.DataKey.ShouldBe(before.DataKey);
    }

    [Fact]
    public async Task Should_not_be_available_without_its_key_and_be_whole_with_it()
    {
        await using var shop = await Subscription.Open((First, key));
        var purchase = await shop.BuyByCard();
        await shop.Set((First, NewKey()));
        var before = await Load(purchase);

        var refused = await purchase.Capture();
        refused.Error!.Code.ShouldBe(ErrorCodes.PaymentConflict);
        refused.Error.Message.ShouldContain("Adapter:DataKeys");
        (await purchase.Grain.ReceivePush(new())).Error!.Code.ShouldBe(ErrorCodes.InternalServerError);
        (await purchase.Grain.ShowOutbox(new())).Error!.Message.ShouldContain("Adapter:DataKeys");
        (await purchase.Grain.ComparePayment(new())).Error!.Message.ShouldContain("Adapter:DataKeys");
        (await Load(purchase)).ShouldBe(before);

        await shop.Set((Second, key));
        await purchase.CaptureNow();
        purchase.NorceState.ShouldBe("captured");
    }

    [Theory]
    [InlineData("another payment")]
    [InlineData("a changed letter")]
    [InlineData("no key")]
    public async Task Should_be_parked_when_what_is_sealed_was_changed(string how)
    {
        await using var shop = await Subscription.Open((First, key));
        var (purchase, other) = (await shop.BuyByCard(), await shop.BuyByCard());
        var (mine, theirs) = (Features.Json.Read((await Load(purchase)).Document).Sealed!,
            Features.Json.Read((await Load(other)).Document).Sealed!);
        await purchase.RewriteText(text => how switch
        {
            "another payment" => text.Replace(mine, theirs, StringComparison.Ordinal),
            "a changed letter" => text.Replace(
                mine, mine[..^20] + (mine[^20] == 'A' ? 'B' : 'A') + mine[^19..], StringComparison.Ordinal),
            _ => text,
        });
        if (how == "no key") await Sql(shop, $"update payments set data_key = null where key = '{purchase.Key}'");
        var before = await Load(purchase);

        (await purchase.Capture()).Error!.Message.ShouldContain("cannot be read");

        (await Load(purchase)).Document.ShouldBe(before.Document);
        (await shop.Store.Find(new() { ParkedOnly = true }, CancellationToken.None))
            .ShouldHaveSingleItem().ParkedReason.ShouldNotBeNull().ShouldContain("sealed");
    }

    [Fact]
    public async Task Should_hide_the_payload_of_a_shipping_provider()
    {
        await using var shop = await Shop.Open(null, (First, key));
        var purchase = await shop.Buy();
        shop.Norce.Faults.On("GET", purchase.OrderId).Answer(500, times: 1000);
        await shop.FinishOutbox(purchase.Grain.ReceiveNotification(new()
        {
            Notification = new()
            {
                EventType = "SHIPPING_PROVIDER_UPDATE", Provider = "Unifaun",
                Payload = JsonSerializer.Deserialize<JsonElement>("""{"consignee":"Pia Canary"}"""),
            },
        }));
        var stored = await Load(purchase);
        stored.Document.ShouldNotContain("Canary");
        (await Opened(shop, purchase, key)).ShippingNews!.Payload!.Reveal().ShouldContain("Pia Canary");
    }

    internal static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));

    internal static async Task<StoredPayment> Load(Purchase purchase)
        => (await purchase.Shop.Store.Load(purchase.Key.ToString(), CancellationToken.None))!;

    internal static async Task<PaymentDocument> Opened(Shop shop, Purchase purchase, params string[] keys)
    {
        var vault = new PaymentVault(
            new(Microsoft.Extensions.Options.Options.Create(new KeyOptions { DataKeys = keys })), Features.All);
        return vault.Open((await shop.Store.Load(purchase.Key.ToString(), CancellationToken.None))!).Payment;
    }

    internal static async Task Sql(Shop shop, string text)
    {
        await using var connection = new Microsoft.Data.Sqlite.SqliteConnection($"Data Source={shop.Database};Pooling=False");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // A test's own text.
        command.CommandText = text;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private static string Text(string file)
    {
        using var stream = new FileStream(file, FileMode.Open, FileAccess.Read, FileShare.ReadWrite);
        using var reader = new StreamReader(stream, System.Text.Encoding.Latin1);
        return reader.ReadToEnd();
    }
}
