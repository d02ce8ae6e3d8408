using System.Net;
using QliroAdapter.OrderManagement;

namespace QliroAdapter.WebFront.Tests.OrderManagement;

public sealed class When_norce_executes_an_action
{
    [Theory]
    [InlineData("capture")]
    [InlineData("cancel")]
    [InlineData("refund")]
    public async Task Should_answer_the_payment_and_its_snippet(string action)
    {
        await using var front = await RunningFront.Start();
        var answer = await (await front.FromServer(HttpMethod.Post, $"{Calls.Actions}/{action}")).ReadJson();
        answer.AsObject().Select(member => member.Key).ShouldBe(["paymentId", "htmlSnippet"]);
        front.Grains.Last.Key.ShouldBe("norce/1/o1/p1");
    }

    [Fact]
    public async Task Should_refresh_and_answer_nothing()
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Actions + "/refresh");
        (await response.Content.ReadAsStringAsync()).ShouldBeEmpty();
        front.Grains.Last.Message.ShouldBe(new RefreshPayment());
    }

    [Fact]
    public async Task Should_cancel_everything_left_without_a_body()
    {
        await using var front = await RunningFront.Start();
        foreach (var body in (HttpContent?[])[null, Calls.Json(""), Calls.Json("", "text/plain"), Calls.Json("{}")])
        {
            var response = await front.FromServer(HttpMethod.Post, Calls.Actions + "/cancel", body);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            front.Grains.Last.Message.ShouldBeOfType<CancelOrder>().IdempotencyKey.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Should_mean_everything_left_without_a_body()
    {
        await using var front = await RunningFront.Start();
        foreach (var body in (HttpContent?[])[null, Calls.Json(""), Calls.Json("", "text/plain"), Calls.Json("{}")])
        {
            var response = await front.FromServer(HttpMethod.Post, Calls.Actions + "/capture", body);
            response.StatusCode.ShouldBe(HttpStatusCode.OK);
            var capture = front.Grains.Last.Message.ShouldBeOfType<CaptureOrder>();
            capture.Items.ShouldBeEmpty();
            capture.IdempotencyKey.ShouldBeNull();
        }
    }

    [Fact]
    public async Task Should_hand_on_items_and_idempotency_key()
    {
        await using var front = await RunningFront.Start();
        const string items = """{"items":[{"reference":"T-1","quantity":2},{"reference":"T-2","quantity":1}]}""";
        await front.FromServer(HttpMethod.Post, Calls.Actions + "/capture", Calls.Json(items), "key-1");
        var capture = front.Grains.Last.Message.ShouldBeOfType<CaptureOrder>();
        capture.IdempotencyKey.ShouldBe("key-1");
        capture.Items.Select(item => (item.Reference, item.Quantity)).ShouldBe([("T-1", 2), ("T-2", 1)]);

        await front.FromServer(HttpMethod.Post, Calls.Actions + "/refund", Calls.Json(items), "key-2");
        var refund = front.Grains.Last.Message.ShouldBeOfType<RefundOrder>();
        refund.IdempotencyKey.ShouldBe("key-2");
        refund.Items.Count.ShouldBe(2);

        await front.FromServer(HttpMethod.Post, Calls.Actions + "/cancel", idempotencyKey: "key-3");
        front.Grains.Last.Message.ShouldBeOfType<CancelOrder>().IdempotencyKey.ShouldBe("key-3");

        await front.FromServer(HttpMethod.Post, Calls.Actions + "/cancel", Calls.Json(items), "key-4");
        var cancel = front.Grains.Last.Message.ShouldBeOfType<CancelOrderItems>();
        cancel.Items.Select(item => (item.Reference, item.Quantity)).ShouldBe([("T-1", 2), ("T-2", 1)]);
        cancel.IdempotencyKey.ShouldBe("key-4");
    }

    [Theory]
    [InlineData("""{"amount":50.00,"reason":"Scratched"}""", "Scratched")]
    [InlineData("""{"Amount":50,"items":null}""", null)]
    [InlineData("""{"amount":5.0e1,"fees":[]}""", null)]
    public async Task Should_hand_on_a_sum_and_its_reason(string body, string? reason)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Actions + "/refund", Calls.Json(body), "key-1");
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
        var refund = front.Grains.Last.Message.ShouldBeOfType<RefundOrderAmount>();
        (refund.Amount, refund.Reason, refund.IdempotencyKey).ShouldBe((50m, reason, "key-1"));
    }

    [Theory]
    [InlineData("""{"amount":0}""")]
    [InlineData("""{"amount":-50.00}""")]
    [InlineData("""{"amount":0.005}""")]
    [InlineData("""{"amount":"50.00"}""")]
    [InlineData("""{"amount":"much"}""")]
    [InlineData("""{"amount":true}""")]
    [InlineData("""{"amount":null}""")]
    [InlineData("""{"amount":{}}""")]
    [InlineData("""{"amount":1e400}""")]
    [InlineData("""{"amount":50,"items":[{"reference":"T-1","quantity":1}]}""")]
    [InlineData("""{"amount":50,"items":[]}""")]
    [InlineData("""{"amount":50,"fees":[{"reference":"F","description":"Fee","price":{"includingVat":20}}]}""")]
    public async Task Should_refuse_what_is_no_sum_or_not_a_sum_alone(string body)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Actions + "/refund", Calls.Json(body));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe("order-bad-request");
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("capture", """{"amount":50}""")]
    [InlineData("cancel", """{"amount":50}""")]
    [InlineData("cancel", """{"Amount":"50","items":[{"reference":"T-1","quantity":1}]}""")]
    [InlineData("cancel", """{"fees":[{"reference":"F","description":"Fee","price":{"includingVat":20}}]}""")]
    public async Task Should_not_take_everything_where_a_refund_alone_has_a_meaning(string action, string body)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, $"{Calls.Actions}/{action}", Calls.Json(body));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe("order-bad-request");
        front.Grains.Messages.ShouldBeEmpty();
    }

    /// <summary>A misspelled name, passed over, would become everything that is left.</summary>
    [Theory]
    [InlineData("capture", """{"item":[{"reference":"T-1","quantity":1}]}""", "item")]
    [InlineData("cancel", """{"lines":[{"reference":"T-1","quantity":1}],"items":null}""", "lines")]
    [InlineData("refund", """{"amunt":5}""", "amunt")]
    [InlineData("refund", """{"sum":5,"reason":"Scratched"}""", "sum")]
    public async Task Should_refuse_a_name_that_it_does_not_know_where_it_stands_alone(
        string action, string body, string named)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, $"{Calls.Actions}/{action}", Calls.Json(body));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        var answer = await response.ReadJson();
        answer["code"]!.GetValue<string>().ShouldBe("order-bad-request");
        answer["message"]!.GetValue<string>().ShouldStartWith($"\"{named}\" is not known here; ");
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("capture", """{"items":[{"reference":"T-1","quantity":1}],"comment":"Parcel 1"}""")]
    [InlineData("refund", """{"amount":5,"comment":"Parcel 1"}""")]
    [InlineData("capture", """{"comment":null,"parcels":[]}""")]
    [InlineData("refund", """{}""")]
    public async Task Should_pass_over_what_says_nothing_or_stands_beside_what_it_knows(string action, string body)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, $"{Calls.Actions}/{action}", Calls.Json(body));
        response.StatusCode.ShouldBe(HttpStatusCode.OK);
    }

    [Fact]
    public async Task Should_give_each_request_an_identity_of_its_own()
    {
        await using var front = await RunningFront.Start();
        const string token = """{"token":"0f8fad5b-d9cb-469f-a165-70867728950e"}""";
        for (var number = 0; number < 2; number++)
        {
            foreach (var action in (string[])["capture", "cancel", "refund"])
                await front.FromServer(HttpMethod.Post, $"{Calls.Actions}/{action}", idempotencyKey: "key-1");
            await front.FromServer(HttpMethod.Post, Calls.Payments);
            await front.FromServer(HttpMethod.Post, Calls.Payments + "/recurring", Calls.Json(token));
        }

        var ids = front.Grains.Messages.Select(one => ((IIdentifiedMessage)one.Message).MessageId).ToList();
        ids.Count.ShouldBe(10);
        ids.ShouldNotContain((Guid?)null);
        ids.ShouldBeUnique();
    }

    [Fact]
    public async Task Should_hand_on_what_is_kept_of_a_refund_and_nothing_of_a_capture()
    {
        await using var front = await RunningFront.Start();
        const string body = """
            {"fees":[{"reference":"RETURN-FEE","description":"Return fee",
              "price":{"includingVat":20,"excludingVat":16}}]}
            """;
        await front.FromServer(HttpMethod.Post, Calls.Actions + "/refund", Calls.Json(body));
        var refund = front.Grains.Last.Message.ShouldBeOfType<RefundOrder>();
        refund.Items.ShouldBeEmpty();
        refund.Fees.ShouldBe(
        [
            new() { Reference = "RETURN-FEE", Description = "Return fee", PriceIncVat = 20m, PriceExVat = 16m },
        ]);

        var capture = await front.FromServer(HttpMethod.Post, Calls.Actions + "/capture", Calls.Json(body));
        capture.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        front.Grains.Last.Message.ShouldBe(refund);
    }

    [Theory]
    [InlineData("""{"fees":[null]}""")]
    [InlineData("""{"fees":[{"reference":"F","description":"Fee"}]}""")]
    [InlineData("""{"fees":[{"reference":"F","price":{"includingVat":20}}]}""")]
    [InlineData("""{"fees":[{"description":"Fee","price":{"includingVat":20}}]}""")]
    public async Task Should_refuse_fees_that_name_nothing(string body)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Actions + "/refund", Calls.Json(body));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe("order-bad-request");
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"items":[]}""")]
    [InlineData("""{"items":[null]}""")]
    [InlineData("""{"items":[{"reference":"T-1","quantity":0}]}""")]
    [InlineData("""{"items":[{"reference":"T-1","quantity":-1}]}""")]
    [InlineData("""{"items":[{"reference":"T-1"}]}""")]
    [InlineData("""{"items":[{"quantity":1}]}""")]
    public async Task Should_refuse_items_that_name_nothing(string body)
    {
        await using var front = await RunningFront.Start();
        foreach (var action in (string[])["capture", "cancel", "refund"])
        {
            var response = await front.FromServer(HttpMethod.Post, $"{Calls.Actions}/{action}", Calls.Json(body));
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await response.ReadJson())["code"]!.GetValue<string>().ShouldBe("order-bad-request");
        }
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"items":"T-1"}""")]
    [InlineData("""{"items":[{"reference":"T-1","quantity":1.5}]}""")]
    [InlineData("[]")]
    [InlineData("{")]
    public async Task Should_answer_problem_details_to_what_it_cannot_read(string body)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Actions + "/capture", Calls.Json(body));
        response.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
        response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json");
        front.Grains.Messages.ShouldBeEmpty();
    }
}
