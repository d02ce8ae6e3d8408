using System.Net;
using QliroAdapter.Ops;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>Kept callbacks of a payment: who may see and replay which, and what the payment is sent then.</summary>
public sealed class When_a_callback_is_replayed
{
    private const string Key = "norce/1/o1/p1";
    private const string Query = "?key=norce%2F1%2Fo1%2Fp1";
    private const string LookToken = "anna-looks";
    private static readonly DateTimeOffset at = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    [Fact]
    public async Task Should_be_offered_beside_its_body()
    {
        await using var front = await Started();
        var page = WebUtility.HtmlDecode(await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment{Query}"));
        page.Split("data-testid=\"ask-to-replay-callback\"").Length.ShouldBe(4);
        page.ShouldContain($"/ops/payment/callback{Query}&id=1");
        page.ShouldNotContain($"{Query}&id=3\"");
    }

    [Fact]
    public async Task Should_say_what_would_be_handed_to_which_method()
    {
        await using var front = await Started();
        var page = WebUtility.HtmlDecode(
            await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment/callback{Query}&id=1"));
        page.ShouldContain("The payment is handed ReceivePush as at 2025-11-20 08:00:00 UTC: "
            + """{"OrderId":4711,"Status":"Completed","NotificationType":"UpsellStatus"}""");
        page.ShouldContain($"action=\"/ops/payment/callback{Query}&id=1\"");
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_send_the_message_of_the_callback_with_name_and_reason()
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        var replayed = new ReplayedBy { By = "ops-0", Reason = "the shop asks" };

        var answer = await browser.Post($"/ops/payment/callback{Query}&id=1", form: ("reason", " the shop asks "));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe($"/ops/payment{Query}");
        front.Grains.Last.ShouldBe((Key, new ReceivePush
        {
            Push = new() { OrderId = QliroOrderId.Of(4711), Status = "Completed", NotificationType = "UpsellStatus" },
            Replayed = replayed,
        }));

        await browser.Post($"/ops/payment/callback{Query}&id=2", form: ("reason", "the shop asks"));
        front.Grains.Last.ShouldBe((Key, new ReceiveStatus
        {
            Status = new() { PaymentTransactionId = 7, PaymentType = "Capture", Status = "Success" }, Replayed = replayed,
        }));
    }

    [Theory]
    [InlineData(3, "is not handed over again")]
    [InlineData(4, "was not kept whole")]
    [InlineData(5, "is not kept")]
    [InlineData(99, "is not kept")]
    public async Task Should_refuse_what_is_not_safe_or_not_there(long id, string why)
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        var page = await browser.Page($"/ops/payment/callback{Query}&id={id}");
        page.Split("data-testid=\"why-not\"")[1].Split("</p>")[0].ShouldContain(why);
        (await browser.Post($"/ops/payment/callback{Query}&id={id}", form: ("reason", "why"))).StatusCode
            .ShouldBe(HttpStatusCode.Conflict);
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_be_hidden_from_who_may_only_look_and_need_a_reason()
    {
        await using var front = await Started();
        var looker = await new OpsBrowser(front).LogIn(LookToken);
        (await looker.Page($"/ops/payment{Query}")).ShouldNotContain("ask-to-replay-callback");
        foreach (var path in (string[])["/ops/payment/callback", "/ops/api/payment/callback", "/ops/api/payment/callbacks"])
            (await looker.Get($"{path}{Query}&id=1")).StatusCode.ShouldBe(HttpStatusCode.Forbidden, path);
        foreach (var path in (string[])["/ops/payment/callback", "/ops/api/payment/callback"])
        {
            (await looker.Post($"{path}{Query}&id=1", form: ("reason", "why"))).StatusCode
                .ShouldBe(HttpStatusCode.Forbidden, path);
            (await (await new OpsBrowser(front).LogIn()).Post($"{path}{Query}&id=1", form: ("reason", " "))).StatusCode
                .ShouldBe(HttpStatusCode.BadRequest, path);
        }
        front.Grains.Messages.ShouldAllBe(sent => sent.Message is ShowOutbox);
    }

    private static async Task<RunningFront> Started()
    {
        var front = await RunningFront.Start(
            ("Ops:AccessTokens:1:Name", "Anna"), ("Ops:AccessTokens:1:Token", LookToken),
            ("Ops:AccessTokens:1:Role", "read"));
        front.Records.Payments.Add(new()
        {
            Key = Key, Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1", State = "reserved", Version = 1,
            OutboxEntries = 0, UpdatedAt = at,
        });
        front.Records.Bodies.AddRange(
        [
            Body(1, CallbackNames.Push, """
                {"OrderId":4711,"Status":"Completed","NotificationType":"UpsellStatus","ProviderResultDescription":"***"}
                """),
            Body(2, CallbackNames.Status, """{"PaymentTransactionId":7,"PaymentType":"Capture","Status":"Success"}"""),
            Body(3, CallbackNames.Validate, "{}"), Body(4, CallbackNames.Push, """{"OrderId":4711,"Stat"""),
            Body(5, "GET order", "{}"),
        ]);
        return front;
    }

    private static CallBody Body(long id, string operation, string request) => new()
    {
        Id = id, Key = Key, At = at, Partner = "Qliro", Operation = operation, Request = request.Trim(), Answer = "{}",
    };
}
