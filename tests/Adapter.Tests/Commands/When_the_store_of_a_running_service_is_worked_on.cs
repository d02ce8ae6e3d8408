using System.Globalization;
using System.Security.Cryptography;
using System.Text.Json.Nodes;
using Microsoft.Data.Sqlite;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Adapter.Tests.Hostile;
using QliroAdapter.Ops;
using QliroAdapter.Sandbox;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Store;
using QliroAdapter.Tests.Postgres;
using QliroAdapter.WebFront;

namespace QliroAdapter.Adapter.Tests.Commands;

/// <summary>
/// <c>keys rotate</c>, <c>erase</c>, <c>verify</c> and <c>retention</c> as processes, beside a service that sells.
/// </summary>
public sealed class When_the_store_of_a_running_service_is_worked_on
{
    private const string CardId = "c0ffee00-cafe-4bad-8dad-facade000002";

    private readonly string old = NewKey();
    private readonly string young = NewKey();
    private readonly string timelineKey = NewKey();

    [Theory]
    [InlineData(false)]
    [InlineData(true)]
    public async Task Should_end_as_they_say(bool isOnPostgres)
    {
        await using var sandbox = await SandboxHost.Start(await Options(isOnPostgres));
        using var shop = sandbox.CreateClient();
        var payment = await Bought(sandbox, shop);
        await SaveCard(sandbox, payment);
        await Bought(sandbox, shop);

        await ShouldRotate(sandbox, shop);
        await ShouldErase(sandbox, payment);
        await ShouldDeleteNothing(sandbox);
        await ShouldVerify(sandbox, payment, isOnPostgres);
    }

    /// <summary>While the service sells, and refuses none.</summary>
    private async Task ShouldRotate(SandboxHost sandbox, HttpClient shop)
    {
        var before = await Run(sandbox, [young, old], "keys", "rotate", "--dry-run");
        (before.Code, before.Errors).ShouldBe((1, ""));
        before.Output.ShouldContain("2 payments under Adapter:DataKeys:1");
        before.Output.ShouldContain("1 documents of channels are not under the first key");

        using var enough = new CancellationTokenSource();
        var selling = Task.Run(async () =>
        {
            var sold = 0;
            for (; !enough.IsCancellationRequested; sold++) await SaveCard(sandbox, await Bought(sandbox, shop));
            return sold;
        });
        await Run(sandbox, [young, old], "keys", "rotate");
        await enough.CancelAsync();
        (await selling).ShouldBeGreaterThan(0);

        // What the service wrote meanwhile is under its own first key, which it knows as the first.
        var done = await Run(sandbox, [young, old], "keys", "rotate");
        (done.Code, done.Errors).ShouldBe((0, ""));
        done.Output.ShouldContain("all are under Adapter:DataKeys:0");
        (await Run(sandbox, [young], "keys", "rotate", "--dry-run")).Code.ShouldBe(0);
        (await Run(sandbox, [], "keys", "rotate")).ShouldSatisfyAllConditions(
            none => none.Code.ShouldBe(78), none => none.Errors.ShouldContain("Adapter:DataKeys"));
    }

    private async Task ShouldErase(SandboxHost sandbox, PaymentKey payment)
    {
        var store = sandbox.Adapter.Services.GetRequiredService<IPaymentStore>();
        (await store.Load(payment.ToString(), CancellationToken.None))!.DataKey.ShouldNotBeNull();
        string[] erase = ["erase", payment.ToString(), "--reason", "request 4711"];
        var preview = await Run(sandbox, [], [.. erase, "--dry-run"]);
        (preview.Code, preview.Errors).ShouldBe((PaymentExit.Done, ""));
        (await store.Load(payment.ToString(), CancellationToken.None))!.DataKey.ShouldNotBeNull("nothing was done");

        var erased = await Run(sandbox, [], erase);
        (erased.Code, erased.Errors).ShouldBe((PaymentExit.Done, ""));
        ((string)JsonNode.Parse(erased.Output)!["done"]!).ShouldBe("erase");
        (await store.Load(payment.ToString(), CancellationToken.None))!.DataKey.ShouldBeNull();
        await ShouldTakeNoBody(sandbox, payment);
        (await Run(sandbox, [], erase)).Code.ShouldBe(PaymentExit.Done, "once more does no harm");
        foreach (var unknown in (string[])["acme/se-qliro/o/none", $"{payment.Order}/none"])
        {
            string[] none = ["erase", unknown, "--reason", "why"];
            (await Run(sandbox, [], none)).Code.ShouldBe(PaymentExit.NotFound, unknown);
            (await Run(sandbox, [], [.. none, "--dry-run"])).Code.ShouldBe(PaymentExit.NotFound, unknown);
        }
    }

    /// <summary>Of the erased payment: what waited meanwhile, and what comes later.</summary>
    private static async Task ShouldTakeNoBody(SandboxHost sandbox, PaymentKey payment)
    {
        var bodies = sandbox.Adapter.Services.GetRequiredService<ICallBodies>();
        (await bodies.Add(
            [
                new()
                {
                    Key = payment.ToString(), At = TimeProvider.System.GetUtcNow(), Partner = "Qliro",
                    Operation = "GET order", Request = "", Answer = "{}",
                },
            ], CancellationToken.None)).ShouldBeEmpty();
        (await bodies.Find(payment.ToString(), 10, CancellationToken.None)).ShouldBeEmpty();
        (await bodies.Versions(payment.ToString(), CancellationToken.None)).ShouldBeEmpty();
    }

    private async Task ShouldDeleteNothing(SandboxHost sandbox)
    {
        var preview = await Run(sandbox, [], "retention", "--dry-run", "--days", "30");
        (preview.Code, preview.Errors).ShouldBe((PaymentExit.Done, ""));
        preview.Output.ShouldContain("0 in all, 0 bytes. Nothing was deleted.");
        (await Run(sandbox, [], "retention", "--days", "30")).Output.ShouldContain("0 were deleted.");
        (await Run(sandbox, [], "retention")).ShouldSatisfyAllConditions(
            none => none.Code.ShouldBe(78), none => none.Errors.ShouldContain("Storage:KeepPaymentDays is not set"));
        (await Run(sandbox, [], "retention", "--days", "29")).Code.ShouldBe(78);
    }

    private async Task ShouldVerify(SandboxHost sandbox, PaymentKey payment, bool isOnPostgres)
    {
        var sound = await Run(sandbox, [], "verify");
        (sound.Code, sound.Errors).ShouldBe((0, ""), sound.Output);
        sound.Output.ShouldContain(", 0 are not as they were written.");
        (await Run(sandbox, [], "verify", payment.ToString())).Output.ShouldStartWith("1 payments: 1 are as they were signed");

        await Change(sandbox, isOnPostgres,
            $"update payment_events set summary = summary || '.' where key = '{payment}' and seq = 2");
        var changed = await Run(sandbox, [], "verify");
        changed.Code.ShouldBe(1);
        changed.Output.ShouldContain($"{payment}: rows ");
        changed.Output.ShouldContain(", 1 are not as they were written.");
        (await Run(sandbox, [], "verify", "acme/se-qliro/o/none")).Code.ShouldBe(78);
    }

    private static async Task Change(SandboxHost sandbox, bool isOnPostgres, string statement)
    {
        var (sqlite, postgres) = StoredText.Place(sandbox);
        if (isOnPostgres)
        {
            await PostgresServer.Execute(postgres.ConnectionString, statement);
            return;
        }
        await using var connection = new SqliteConnection($"Data Source={sqlite.Path};Pooling=false");
        await connection.OpenAsync();
        await using var command = connection.CreateCommand();
#pragma warning disable CA2100 // The test's own text.
        command.CommandText = statement;
#pragma warning restore CA2100
        await command.ExecuteNonQueryAsync();
    }

    private async Task<ProgramRun> Run(SandboxHost sandbox, string[] dataKeys, params string[] args)
    {
        var (sqlite, postgres) = StoredText.Place(sandbox);
        var settings = new Dictionary<string, string?>(StringComparer.Ordinal)
        {
            ["Storage:Sqlite:Path"] = sqlite.Path,
            ["Adapter:TimelineKeys:0"] = timelineKey,
            ["ADAPTER_OPS_URL"] = sandbox.AdapterUrl,
            ["ADAPTER_OPS_TOKEN"] = SandboxHost.OpsToken,
        };
        if (postgres.ConnectionString.Length > 0)
            settings["Storage:Postgres:ConnectionString"] = postgres.ConnectionString;
        for (var number = 0; number < dataKeys.Length; number++)
            settings[$"Adapter:DataKeys:{number}"] = dataKeys[number];
        return await ProgramRun.Of(settings, args);
    }

    /// <summary>The service signs under the old one, as in the second of the steps, and knows the young one.</summary>
    private async Task<SandboxOptions> Options(bool isOnPostgres)
    {
        var options = new SandboxOptions
        {
            WithShop = false,
            Configure = document => document["options"]!["recurring"] = true,
            AdapterSettings =
            {
                ["Retry:FirstSeconds"] = "0.1",
                ["Retry:LongestSeconds"] = "0.5",
                ["Adapter:DataKeys:0"] = old,
                ["Adapter:DataKeys:1"] = young,
                ["Adapter:TimelineKeys:0"] = timelineKey,
            },
        };
        if (isOnPostgres)
        {
            options.AdapterSettings["Storage:Postgres:ConnectionString"] =
                await (await PostgresServer.Shared).CreateDatabase();
        }
        return options;
    }

    private static async Task<PaymentKey> Bought(SandboxHost sandbox, HttpClient shop)
    {
        var order = sandbox.Norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()));
        using var created = await shop.PostAsync(
            new Uri($"/api/checkout/v1/orders/{order}/payments", UriKind.Relative), null);
        created.IsSuccessStatusCode.ShouldBeTrue(await created.Content.ReadAsStringAsync());
        var key = PaymentKey.Of(
            sandbox.Merchant, sandbox.Channel, order, (string)sandbox.Norce.LivePayment(order)!["id"]!);
        (await sandbox.Qliro.CompleteAsync(QliroOrderOf(sandbox, key))).Accepted.ShouldBeTrue();
        await Adapter.Until(() => sandbox.Norce.Status(order) == "completed");
        return key;
    }

    private static async Task SaveCard(SandboxHost sandbox, PaymentKey key)
    {
        var push = (string)sandbox.Qliro.Request(QliroOrderOf(sandbox, key))["MerchantCheckoutStatusPushUrl"]!;
        var (status, _) = await Adapter.CallBare(
            push.Replace("/push?", "/save-recurring-details?", StringComparison.Ordinal),
            $$"""{"Id":"{{CardId}}","CardBin":"400000","CardLast4Digits":"0002"}""");
        status.ShouldBe(200);
    }

    private static long QliroOrderOf(SandboxHost sandbox, PaymentKey key) => long.Parse(
        (string)sandbox.Norce.Payment(key.OrderId, key.PaymentId)["reference"]!, CultureInfo.InvariantCulture);

    private static string NewKey() => Convert.ToBase64String(RandomNumberGenerator.GetBytes(32));
}
