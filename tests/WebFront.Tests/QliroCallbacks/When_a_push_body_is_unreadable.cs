using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.QliroCallbacks;

public sealed class When_a_push_body_is_unreadable
{
    public static TheoryData<string?, string> Bodies => new()
    {
        { null, "" },
        { "", "application/json" },
        { "{ not json", "application/json" },
        { "[1,2]", "application/json" },
        { "\"received\"", "application/json" },
        { "null", "application/json" },
        { """{"OrderId":{"a":1}}""", "application/json" },
        { """{"OrderId":"not a number","PaymentType":"Capture"}""", "application/json" },
        { "OrderId=1&Status=Completed", "application/x-www-form-urlencoded" },
        { "<xml/>", "text/xml" },
    };

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Should_still_answer_received(string? body, string mediaType)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("push", body is null ? null : Calls.Json(body, mediaType));
        ((int)response.StatusCode).ShouldBe(200);
        (await response.ReadJson())["CallbackResponse"]!.GetValue<string>().ShouldBe("received");
        front.Grains.Last.Message.ShouldBe(new ReceivePush { Push = null });
    }

    [Theory]
    [MemberData(nameof(Bodies))]
    public async Task Should_still_answer_a_status_received(string? body, string mediaType)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromQliro("status", body is null ? null : Calls.Json(body, mediaType));
        ((int)response.StatusCode).ShouldBe(200);
        front.Grains.Last.Message.ShouldBe(new ReceiveStatus { Status = null });
    }

    [Fact]
    public async Task Should_read_a_good_body_of_any_media_type()
    {
        await using var front = await RunningFront.Start();
        await front.FromQliro("push", Calls.Json("""{"OrderId":1,"Status":"OnHold"}""", "text/plain"));
        front.Grains.Last.Message.ShouldBeOfType<ReceivePush>().Push!.Status.ShouldBe("OnHold");
    }
}
