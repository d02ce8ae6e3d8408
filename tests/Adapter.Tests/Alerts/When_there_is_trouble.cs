using System.Text.Json.Nodes;
using QliroAdapter.Adapter.Tests.Telemetry;
using QliroAdapter.Client;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using static QliroAdapter.Adapter.Tests.Alerts.Trouble;

namespace QliroAdapter.Adapter.Tests.Alerts;

/// <summary>
/// Every trouble that the sandbox can make, and the alerts that fire: those, and no others. Before the trouble none
/// does.
/// </summary>
[Collection<WholeProcess>]
public sealed class When_there_is_trouble
{
    [Fact]
    public async Task Should_be_quiet_while_all_goes_well()
    {
        await using var adapter = await Started();

        var order = await adapter.Bought();
        await adapter.Api.Capture(order, adapter.PaymentIdOf(order));
        adapter.Sandbox.Qliro.FinishOpenTransactions(adapter.QliroOrderOf(order));

        (await adapter.Fired(scrape => Increase(adapter, scrape, "payment_purchases_total", "completed") == 1
            && Increase(adapter, scrape, "payment_operations_total", "capture") == 1)).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_that_nobody_answers()
    {
        await using var adapter = await Started();

        await adapter.Sandbox.Adapter.Stop();

        (await adapter.FiredAtOnce(scrape => scrape == Scrape.Unanswered)).ShouldBe(["AdapterDown"]);
    }

    [Fact]
    public async Task Should_say_that_qliro_is_down()
    {
        await using var adapter = await Started();

        adapter.Sandbox.Qliro.Faults.GoDown();
        for (var tries = 0; tries < 8; tries++) await Should.ThrowAsync<AdapterException>(adapter.Created());

        (await adapter.Fired(scrape => Increase(adapter, scrape, "partner_circuits_open", "Qliro") > 0))
            .ShouldBe(["PartnerDown"]);
    }

    [Fact]
    public async Task Should_say_that_norce_is_down_and_that_entries_wait()
    {
        await using var adapter = await Started();
        var order = await adapter.Created();
        adapter.Sandbox.Qliro.PushSwitches.Drop = _ => true;
        (await adapter.Sandbox.Qliro.CompleteAsync(adapter.QliroOrderOf(order))).Accepted.ShouldBeTrue();
        var url = adapter.CallbackUrl(order);

        adapter.Sandbox.Norce.Faults.GoDown();
        (await Adapter.CallBare(url, """{"Status":"Completed"}""")).Status.ShouldBe(200);
        await adapter.Until(scrape => Increase(adapter, scrape, "partner_circuits_open", "Norce") > 0);
        adapter.Forward(TimeSpan.FromMinutes(20));

        var fired = await adapter.Fired(scrape => scrape.Sum("backlog_outbox_oldest_seconds") > 900);
        fired.ShouldContain("PartnerDown");
        fired.ShouldContain("OutboxStuck");
        // Both APIs are Norce's.
        fired.Except(["PartnerDown", "OutboxStuck", "ConfigurationStale"]).ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_say_that_data_is_refused_and_the_payment_parked()
    {
        await using var adapter = await Started();
        var order = await adapter.Created();
        adapter.Sandbox.Qliro.PushSwitches.Drop = _ => true;
        (await adapter.Sandbox.Qliro.CompleteAsync(adapter.QliroOrderOf(order))).Accepted.ShouldBeTrue();
        adapter.Sandbox.Norce.Faults.On("POST", "/actions").Answer(
            400, """{"code":"order-bad-request","message":"no"}""", times: 100);

        (await Adapter.CallBare(adapter.CallbackUrl(order), """{"Status":"Completed"}""")).Status.ShouldBe(200);

        (await adapter.Fired(scrape => scrape.Sum("backlog_payments", "parked") > 0)).ShouldBe(["PaymentsParked"]);
    }

    [Fact]
    public async Task Should_say_that_a_capture_failed()
    {
        await using var adapter = await Started();
        var order = await adapter.Bought();
        adapter.Sandbox.Qliro.Faults.On("POST", "MarkItemsAsShipped").Answer(400,
            """{"ErrorCode":"INVALID_ITEM","ErrorMessage":"no such item","ErrorReference":"r-1"}""");

        await Should.ThrowAsync<AdapterException>(adapter.Api.Capture(order, adapter.PaymentIdOf(order)));

        (await adapter.Fired(scrape => scrape.Sum("backlog_payments", "operation-failed") > 0))
            .ShouldBe(["OperationsFailed"]);
    }

    [Fact]
    public async Task Should_say_that_an_outcome_is_unknown()
    {
        await using var adapter = await Started();
        var order = await adapter.Bought();
        var lost = adapter.Sandbox.Qliro.Faults.On("POST", "MarkItemsAsShipped").LoseAnswer(times: 100);
        adapter.Sandbox.Qliro.Faults.On(request => request.Method == "GET" && lost.Hits > 0
            && request.Path.Contains("/adminapi", StringComparison.Ordinal)).Answer(401, times: int.MaxValue);

        await Should.ThrowAsync<AdapterException>(adapter.Api.Capture(order, adapter.PaymentIdOf(order)));
        adapter.Forward(TimeSpan.FromMinutes(6));

        (await adapter.Fired(scrape => scrape.Sum("backlog_payments", "outcome-unknown") > 0))
            .ShouldBe(["OutcomesUnknown"]);
    }

    [Fact]
    public async Task Should_say_that_a_rule_of_money_is_broken_and_that_pushes_are_refused()
    {
        await using var adapter = await Started();
        var order = await adapter.Bought();
        var url = adapter.CallbackUrl(order);
        CaptureTwice(adapter, adapter.QliroOrderOf(order));

        await Should.ThrowAsync<AdapterException>(adapter.Api.Refresh(order, adapter.PaymentIdOf(order)));
        for (var push = 0; push < ManyCalls; push++)
            (await Adapter.CallBare(url, """{"Status":"Completed"}""")).Status.ShouldBe(500);

        (await adapter.Fired(scrape => scrape.Sum("backlog_payments", "parked") > 0
            && Answered(adapter, scrape, "500") >= ManyCalls)).ShouldBe(
            ["PaymentsParked", "MoneyRuleBroken", "CallbacksRefused"], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_say_that_a_discrepancy_needs_a_person()
    {
        await using var adapter = await Started();
        var order = await adapter.Bought();
        var id = adapter.PaymentIdOf(order);
        // Nothing of the purchase may be left to do.
        await adapter.Sandbox.Qliro.FlushPushes();
        await adapter.Until(
            scrape => Increase(adapter, scrape, "outbox_deliveries_total", "RecordTransaction") >= 3);
        await adapter.Until(scrape => scrape.Sum("backlog_outbox_entries") == 0);
        adapter.Sandbox.Norce.Overwrite(order, document => document["payments"]![0]!["state"] = "removed");

        await adapter.Compare(order, id);

        (await adapter.Fired(scrape => scrape.Sum("backlog_payments", "discrepancy") > 0))
            .ShouldBe(["DiscrepanciesFound"]);
    }

    [Fact]
    public async Task Should_say_that_callbacks_are_forged()
    {
        await using var adapter = await Started();
        var url = adapter.CallbackUrl(await adapter.Created());
        var forged = url[..url.IndexOf("token=", StringComparison.Ordinal)] + "token=forged";

        for (var call = 0; call < ManyCalls; call++) (await Adapter.CallBare(forged, "{}")).Status.ShouldBe(401);

        (await adapter.Fired(scrape => Increase(adapter, scrape, "calls_refused_total", "callback-token") >= ManyCalls))
            .ShouldBe(["CallbacksForged"]);
    }

    [Fact]
    public async Task Should_say_that_callers_are_refused()
    {
        await using var adapter = await Started();
        var url = $"{adapter.Sandbox.AdapterUrl}/api/checkout/v1/orders/o1/payments";
        using var stranger = new HttpClient();
        stranger.DefaultRequestHeaders.Add("x-merchant", adapter.Sandbox.Merchant);
        stranger.DefaultRequestHeaders.Add("x-channel", adapter.Sandbox.Channel);

        for (var call = 0; call < ManyCalls; call++)
            ((int)(await stranger.PostAsync(url, null)).StatusCode).ShouldBe(401);

        (await adapter.Fired(scrape => Increase(adapter, scrape, "calls_refused_total", "bearer-token") >= ManyCalls))
            .ShouldBe(["CallersRefused"]);
    }

    [Fact]
    public async Task Should_say_that_the_configuration_cannot_be_read_and_when_it_expires()
    {
        await using var adapter = await Started();
        await adapter.Created();
        adapter.Sandbox.Norce.Faults.On("GET", "/configurations/").Answer(503, times: int.MaxValue);

        // What this process has read serves for a minute; after a restart it is read again.
        await adapter.Sandbox.Adapter.Stop();
        await adapter.Sandbox.Adapter.Start();
        await adapter.Created();
        (await adapter.Fired(scrape => scrape.Sum("norce_configuration_stale") > 0)).Except(["PartnerDown"])
            .ShouldBe(["ConfigurationStale"]);
        adapter.Forward(TimeSpan.FromHours(13));

        (await adapter.Fired(scrape => scrape.Sum("norce_configuration_age_seconds") > 43200)).Except(["PartnerDown"])
            .ShouldBe(["ConfigurationStale", "ConfigurationExpires"], ignoreOrder: true);
    }

    [Fact]
    public async Task Should_say_that_many_purchases_are_declined()
    {
        await using var adapter = await Started();
        for (var purchase = 0; purchase < 7; purchase++)
        {
            var order = await adapter.Created();
            adapter.Sandbox.Norce.Overwrite(
                order, document => NorceOrders.SetQuantity((JsonObject)document["cart"]!, 0, 3));
            (await adapter.Sandbox.Qliro.CompleteAsync(adapter.QliroOrderOf(order))).Accepted.ShouldBeFalse();
        }

        (await adapter.Fired(scrape => Increase(adapter, scrape, "payment_purchases_total", "declined") >= 7))
            .ShouldBe(["PurchasesDeclined"]);
    }

    [Fact]
    public async Task Should_say_that_goods_would_be_sold_without_a_delivery()
    {
        await using var adapter = await Started(document =>
        {
            document["options"]!["useIntegratedShipping"] = true;
            document["options"]!["integratedShipping"] =
                JsonNode.Parse("""{"provider":"nShift","fallback":[],"checkoutId":"c-1"}""");
        });
        adapter.Sandbox.Qliro.Options.ShippingProviders.Clear();
        var order = await adapter.Created();

        (await adapter.Sandbox.Qliro.CompleteAsync(adapter.QliroOrderOf(order))).Accepted.ShouldBeFalse();

        (await adapter.Fired(scrape => Increase(adapter, scrape, "checkout_delivery_missing_total") > 0))
            .ShouldBe(["DeliveriesMissing"]);
    }

    [Fact]
    public async Task Should_say_that_qliro_refuses_what_is_known_of_customers()
    {
        await using var adapter = await Started();
        for (var number = 0; number < 5; number++)
        {
            var cart = NorceOrders.Cart(NorceOrders.Item());
            cart["customer"] = new JsonObject { ["billing"] = NorceOrders.Address() };
            adapter.Sandbox.Qliro.Faults.On("POST", "/Orders").Answer(400,
                """{"ErrorCode":"INVALID_INPUT","ErrorMessage":"Property: CustomerInformation.Email, Message: no."}""");
            await adapter.Created(cart);
        }

        (await adapter.Fired(scrape => Increase(adapter, scrape, "checkout_prefill_refused_total") >= 5))
            .ShouldBe(["PrefillsRefused"]);
    }

    [Fact]
    public async Task Should_say_that_the_store_fails()
    {
        await using var adapter = await Started();
        var order = await adapter.Bought();
        var url = adapter.CallbackUrl(order);
        await Damage(adapter.Database);

        for (var call = 0; call < ManyCalls; call++)
            (await Adapter.CallBare(url, """{"Status":"Completed"}""")).Status.ShouldBe(500);
        adapter.Forward(TimeSpan.FromMinutes(10));

        var fired = await adapter.FiredAtOnce(scrape => Increase(adapter, scrape, "silo_turns_failed_total") > 3
            && Answered(adapter, scrape, "500") >= ManyCalls && scrape.Sum("backlog_age_seconds") > 300);
        foreach (var name in (string[])["TurnsFailed", "CallbacksRefused", "BacklogUnknown"]) fired.ShouldContain(name);
    }

    [Fact]
    public async Task Should_say_that_the_shops_endpoint_takes_no_events_and_that_they_are_given_up()
    {
        await using var adapter = await Started(
            null, ("Events:Url", "http://127.0.0.1:9/events"), ("Events:AllowPrivateAddresses", "true"),
            ("Events:Secrets:0", "whsec_MDEyMzQ1Njc4OTAxMjM0NTY3ODkwMTIzNDU2Nzg5MDE="));
        await adapter.Bought();
        await adapter.Until(scrape => Increase(adapter, scrape, "events_deliveries_total", "postponed") > 0);
        adapter.Forward(TimeSpan.FromMinutes(40));

        (await adapter.Fired(scrape => scrape.Sum("backlog_events_oldest_seconds") > 1800))
            .ShouldBe(["EventsUndelivered"]);
        adapter.Forward(TimeSpan.FromHours(80));

        (await adapter.Fired(scrape => scrape.Sum("backlog_events_given_up") > 0
            && scrape.Sum("backlog_events_oldest_seconds") == 0)).ShouldBe(["EventsGivenUp"]);
    }

    private static async Task<Watched> Started(
        Action<JsonObject>? configure = null, params (string Key, string Value)[] settings)
        => await (await Watched.Start(configure, settings)).AllIsWell();
}
