using System.Net;

namespace QliroAdapter.WebFront.Tests.Answers;

public sealed class When_a_body_cannot_be_read
{
    private static IEnumerable<Route> Readers => Route.All.Where(route => route.TakesBody);

    [Theory]
    [InlineData("{ not json")]
    [InlineData("")]
    [InlineData("null")]
    [InlineData("[]")]
    [InlineData("\"text\"")]
    public async Task Should_answer_problem_details(string body)
    {
        await using var front = await RunningFront.Start();
        foreach (var route in Readers)
        {
            var call = route.Call(front);
            call.Content = Calls.Json(body);
            var response = await front.Client.SendAsync(call);
            response.StatusCode.ShouldBe(HttpStatusCode.BadRequest, route.Path);
            response.Content.Headers.ContentType!.MediaType.ShouldBe("application/problem+json", route.Path);
        }
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("""{"payments":[null]}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"cart":{"items":[{"discounts":[null]}]}}""", HttpStatusCode.BadRequest)]
    [InlineData("""{"payments":null,"cart":{"items":[]}}""", HttpStatusCode.OK)]
    public async Task Should_not_take_nothing_for_an_entry(string body, HttpStatusCode status)
    {
        await using var front = await RunningFront.Start();
        var response = await front.FromServer(HttpMethod.Post, Calls.Callbacks + "/update-payment", Calls.Json(body));
        response.StatusCode.ShouldBe(status);
    }

    [Fact]
    public async Task Should_leave_nothings_out_of_texts()
    {
        await using var front = await RunningFront.Start();
        var call = Readers.Single(
            route => route.Path.EndsWith("/shipping-option-update", StringComparison.Ordinal)).Call(front);
        call.Content = Calls.Json("""{"additionalShippingServices":[null,"EVENING"]}""");
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.OK);
        var message = (QliroAdapter.ClientEvents.UpdateShippingOption)front.Grains.Last.Message;
        message.Selected.AdditionalShippingServices.ShouldBe(["EVENING"]);
    }

    [Fact]
    public async Task Should_answer_415_to_what_is_not_json()
    {
        await using var front = await RunningFront.Start();
        foreach (var route in Readers)
        {
            var call = route.Call(front);
            call.Content = Calls.Json("{}", "text/plain");
            (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.UnsupportedMediaType, route.Path);
        }
    }

    [Theory]
    [InlineData("application/json")]
    [InlineData("application/json-patch+json")]
    [InlineData("application/vnd.norce+json")]
    public async Task Should_read_any_json_media_type(string mediaType)
    {
        await using var front = await RunningFront.Start();
        foreach (var route in Readers)
        {
            var call = route.Call(front);
            call.Content = Calls.Json("\uFEFF{}", mediaType);
            (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.OK, route.Path);
        }
    }

    [Theory]
    [InlineData(true)]
    [InlineData(false)]
    public async Task Should_answer_413_to_more_than_a_mebibyte(bool withLength)
    {
        await using var front = await RunningFront.Start();
        foreach (var route in Route.All.Where(route => route.Method == "POST"))
        {
            if (!withLength && !route.TakesBody) continue;
            var call = route.Call(front);
            call.Content = Calls.Json($$"""{"x":"{{new string('x', 1024 * 1024)}}"}""");
            call.Headers.TransferEncodingChunked = !withLength;
            call.Headers.ExpectContinue = true;
            (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.RequestEntityTooLarge, route.Path);
        }
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_need_neither_body_nor_content_type_where_nothing_is_read()
    {
        await using var front = await RunningFront.Start();
        foreach (var route in Route.All.Where(route => !route.TakesBody))
            (await front.Client.SendAsync(route.Call(front))).StatusCode.ShouldBe(HttpStatusCode.OK, route.Path);
    }
}
