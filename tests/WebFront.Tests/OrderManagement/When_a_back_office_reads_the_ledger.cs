using System.Net;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.WebFront.Tests.OrderManagement;

public sealed class When_a_back_office_reads_the_ledger
{
    [Fact]
    public async Task Should_answer_every_promised_member()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Ledger = new()
        {
            Currency = "SEK",
            Totals = new(250.00m, 125.00m, 50.00m, 0m, 75.00m),
            Lines =
            [
                new()
                {
                    Reference = "1:T-1", Row = "row-1", Sku = "T-1", Type = "Product", Description = "Mug",
                    Price = 125.00m, VatRate = 0.25m, Reserved = 2, Captured = 1, Refunded = 0, Released = 0,
                    Returnable = 1,
                },
            ],
            Captures = [new(7, new(2026, 3, 3, 11, 43, 5, TimeSpan.Zero), 125.00m, 75.00m)],
            Operation = new()
            {
                Type = "refund", Status = "accepted", RequestId = new Guid(1, 2, 3, new byte[8]), TransactionIds = [8],
            },
        };

        var answer = await front.FromServer(HttpMethod.Get, Calls.Actions + "/ledger");

        (await answer.Content.ReadAsStringAsync()).ShouldBe("""
            {"currency":"SEK","totals":{"reserved":250.00,"captured":125.00,"refunded":50.00,"released":0,"returnable":75.00},"lines":[{"reference":"1:T-1","row":"row-1","sku":"T-1","type":"Product","description":"Mug","price":125.00,"vatRate":0.25,"reserved":2,"captured":1,"refunded":0,"released":0,"returnable":1}],"captures":[{"transactionId":7,"at":"2026-03-03T11:43:05+00:00","amount":125.00,"returnable":75.00}],"operation":{"type":"refund","status":"accepted","requestId":"00000001-0002-0003-0000-000000000000","transactionIds":[8]}}
            """);
        front.Grains.Last.ShouldBe(("norce/1/o1/p1", new GetLedger()));
    }

    [Fact]
    public async Task Should_say_null_for_what_is_not_there()
    {
        await using var front = await RunningFront.Start();
        front.Grains.Ledger = front.Grains.Ledger with
        {
            Lines =
            [
                new()
                {
                    Reference = "FEE", Row = null, Sku = null, Type = "Fee", Description = null, Price = 19m,
                    VatRate = 0m, Reserved = 1, Captured = 0, Refunded = 0, Released = 0, Returnable = 0,
                },
            ],
        };

        var text = await (await front.FromServer(HttpMethod.Get, Calls.Actions + "/ledger"))
            .Content.ReadAsStringAsync();

        text.ShouldContain("\"operation\":null");
        text.ShouldContain("\"row\":null,\"sku\":null");
        text.ShouldContain("\"description\":null");
    }

    [Theory]
    [InlineData("payment-not-found", HttpStatusCode.NotFound)]
    [InlineData("qliro-error", HttpStatusCode.BadRequest)]
    public async Task Should_refuse_as_refresh_does(string code, HttpStatusCode status)
    {
        await using var front = await RunningFront.Start();
        front.Grains.Refusal = new() { Code = code, Message = "No." };

        foreach (var (method, path) in (new[] { (HttpMethod.Get, "/ledger"), (HttpMethod.Post, "/refresh") }))
        {
            var response = await front.FromServer(method, Calls.Actions + path);
            response.StatusCode.ShouldBe(status);
            (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe(code);
        }
    }
}
