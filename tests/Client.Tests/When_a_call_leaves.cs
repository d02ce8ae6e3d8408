namespace QliroAdapter.Client.Tests;

public sealed class When_a_call_leaves
{
    private const string Order = """{"paymentId":"p1","htmlSnippet":"<div>"}""";

    [Fact]
    public async Task Should_say_who_calls()
    {
        var wire = new Wire(Wire.Answer(200, Order));

        (await wire.Client().Create("o1")).ShouldBe(new CheckoutOrder { PaymentId = "p1", HtmlSnippet = "<div>" });

        var call = wire.Calls.ShouldHaveSingleItem();
        (call.Method, call.Url.ToString()).ShouldBe(("POST", "http://adapter.test/api/checkout/v1/orders/o1/payments"));
        (call.Headers["Authorization"], call.Headers["x-merchant"], call.Headers["x-channel"])
            .ShouldBe(("Bearer secret-token", "norce", "1"));
        call.Headers.ShouldNotContainKey("Idempotency-Key");
    }

    [Fact]
    public async Task Should_have_no_body_where_none_is_given()
    {
        var wire = new Wire(Wire.Answer(200, Order));

        await wire.Client().Capture("o1", "p1");

        wire.Calls[0].Body.ShouldBeNullOrEmpty();
    }

    [Fact]
    public async Task Should_carry_items_and_key_of_a_capture()
    {
        var wire = new Wire(Wire.Answer(200, Order));

        await wire.Client().Capture("o1", "p1", new() { Items = [new("T-1", 2)] }, "capture-1");

        (wire.Calls[0].Body, wire.Calls[0].ContentType, wire.Calls[0].Headers["Idempotency-Key"])
            .ShouldBe(("""{"items":[{"reference":"T-1","quantity":2}]}""", "application/json", "capture-1"));
    }

    [Fact]
    public async Task Should_carry_items_and_fees_of_a_refund()
    {
        var wire = new Wire(Wire.Answer(200, Order));

        await wire.Client().Refund("o1", "p1", new()
        {
            Items = [new("T-1", 1)], Fees = [new("RETURN-FEE", "Return fee", new(20, 16))],
        });

        wire.Calls[0].Body.ShouldBe("""
            {"items":[{"reference":"T-1","quantity":1}],"fees":[{"reference":"RETURN-FEE","description":"Return fee","price":{"includingVat":20,"excludingVat":16}}]}
            """);
    }

    [Fact]
    public async Task Should_carry_amount_and_reason_of_a_refund()
    {
        var wire = new Wire(Wire.Answer(200, Order));

        await wire.Client().Refund("o1", "p1", new() { Amount = 50.00m, Reason = "Scratched" });

        wire.Calls[0].Body.ShouldBe("""{"amount":50.00,"reason":"Scratched"}""");
    }

    [Fact]
    public async Task Should_carry_the_items_of_a_cancel()
    {
        var wire = new Wire(Wire.Answer(200, Order));

        await wire.Client().Cancel("o1", "p1", new() { Items = [new("T-1", 1)] });

        (wire.Calls[0].Url.AbsolutePath, wire.Calls[0].Body).ShouldBe((
            "/api/order/v1/orders/o1/payments/p1/cancel", """{"items":[{"reference":"T-1","quantity":1}]}"""));
    }

    [Fact]
    public async Task Should_keep_the_token_from_the_urls_of_qliro()
    {
        var wire = new Wire(Wire.Answer(200, """{"callbackResponse":"received","CallbackResponse":"received"}"""));

        (await wire.Client().Push("o1", "p1", "norce", "1", "t+/=&", new() { OrderId = 7, Status = "Completed" }))
            .CallbackResponse.ShouldBe("received");

        wire.Calls[0].Url.PathAndQuery.ShouldBe(
            "/api/checkout/v1/callback/orders/o1/payments/p1/push?merchant=norce&channel=1&token=t%2B%2F%3D%26");
        wire.Calls[0].Headers.ShouldNotContainKey("Authorization");
        wire.Calls[0].Body.ShouldBe("""{"OrderId":7,"Status":"Completed"}""");
    }

    [Theory]
    [InlineData("a/b", "/api/checkout/v1/orders/a%2Fb/payments/p%3F1")]
    [InlineData("å ö", "/api/checkout/v1/orders/%C3%A5%20%C3%B6/payments/p%3F1")]
    public async Task Should_escape_ids(string order, string path)
    {
        var wire = new Wire(Wire.Answer(200, Order));

        await wire.Client().Get(order, "p?1");

        wire.Calls[0].Url.PathAndQuery.ShouldBe(path);
    }

    [Theory]
    [InlineData("https://shop.test/adapter")]
    [InlineData("https://shop.test/adapter/")]
    public async Task Should_come_below_the_path_of_the_base_url(string url)
    {
        var wire = new Wire(Wire.Answer(200, Order));

        await wire.Client(options: new() { BaseUrl = new(url), AccessToken = "t", Merchant = "m", Channel = "c" })
            .Create("o1");

        wire.Calls[0].Url.ToString().ShouldBe("https://shop.test/adapter/api/checkout/v1/orders/o1/payments");
    }

    [Fact]
    public async Task Should_read_the_ledger()
    {
        var wire = new Wire(Wire.Answer(200, """
            {"currency":"SEK","totals":{"reserved":250.00,"captured":125,"refunded":10.5,"released":0,"returnable":114.5},
             "lines":[{"reference":"T-1","row":"r1","sku":"T","type":"Product","description":"Tea","price":125.00,
               "vatRate":0.12,"reserved":2,"captured":1,"refunded":0,"released":0,"returnable":1}],
             "captures":[{"transactionId":4711,"at":"2025-11-20T08:00:00Z","amount":125,"returnable":114.5}],
             "operation":{"type":"refund","status":"accepted","requestId":"r-1","transactionIds":[4712]}}
            """));

        var ledger = await wire.Client().GetLedger("o1", "p1");

        wire.Calls[0].Url.AbsolutePath.ShouldBe("/api/order/v1/orders/o1/payments/p1/ledger");
        (ledger.Currency, ledger.Totals).ShouldBe(("SEK", new LedgerTotals(250, 125, 10.5m, 0, 114.5m)));
        var line = ledger.Lines.ShouldHaveSingleItem();
        (line.Reference, line.Row, line.Sku, line.Price, line.VatRate, line.Reserved, line.Returnable)
            .ShouldBe(("T-1", "r1", "T", 125m, 0.12m, 2m, 1m));
        ledger.Captures.ShouldBe([new(4711, new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero), 125, 114.5m)]);
        (ledger.Operation!.Type, ledger.Operation.TransactionIds.Single()).ShouldBe(("refund", 4712L));
    }
}
