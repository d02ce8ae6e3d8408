using System.Net;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>Every action has a page that says what would be done, needs a reason, and sends one message.</summary>
public sealed class When_an_operator_acts
{
    private const string Key = "norce/1/o1/p1";
    private const string Query = "?key=norce%2F1%2Fo1%2Fp1";
    private const string LookToken = "anna-looks";
    private static readonly DateTimeOffset at = new(2025, 11, 20, 8, 0, 0, TimeSpan.Zero);

    public static TheoryData<string, OperatorActionKind> Previewed => new(
        OpsAction.All.Where(action => action != OpsAction.Refresh && action != OpsAction.Retry)
            .Select(action => (action.Name, action.Kind)));

    public static TheoryData<string> Names => new(OpsAction.All.Select(action => action.Name));

    [Theory]
    [MemberData(nameof(Previewed))]
    public async Task Should_read_what_would_be_done_before_it_is(string name, OperatorActionKind kind)
    {
        await using var front = await Started();
        front.Grains.Steps = new() { Steps = ["It would <wait>.", "Then nothing."] };
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment/{name}{Query}");
        var preview = Between(page, "data-testid=\"preview\"", "</ol>");
        preview.ShouldContain("<li>It would &lt;wait&gt;.</li>");
        preview.ShouldContain("<li>Then nothing.</li>");
        page.ShouldContain("payment p1 of order o1, norce/1");
        Between(page, $"action=\"/ops/payment/{name}{Query}\"", "</form>").ShouldContain("name=\"reason\" required");
        front.Grains.Messages.ShouldHaveSingleItem().Message.ShouldBe(new PreviewAction { Kind = kind });
    }

    [Fact]
    public async Task Should_read_why_an_action_does_not_apply_and_have_no_button()
    {
        await using var front = await Started();
        front.Grains.Steps = new() { Steps = [], WhyNot = "Payment p1 is not held; nothing was done." };
        var page = await (await new OpsBrowser(front).LogIn()).Page($"/ops/payment/release{Query}");
        Between(page, "data-testid=\"why-not\"", "</p>").ShouldContain("Payment p1 is not held");
        page.ShouldNotContain("<form class=\"act\"");
    }

    [Theory]
    [InlineData("multipart/form-data")]
    [InlineData("multipart/form-data; boundary=x")]
    [InlineData("text/plain")]
    public async Task Should_be_told_that_a_broken_form_says_nothing(string type)
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        foreach (var path in (string[])["/ops/payment/hold" + Query, "/ops/parked/run"])
        {
            var form = new StringContent("reason=why&--x");
            form.Headers.Remove("Content-Type");
            form.Headers.TryAddWithoutValidation("Content-Type", type);
            ((int)(await browser.Post(path, form)).StatusCode).ShouldBeInRange(400, 499, path);
        }
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Should_have_to_say_why(string name)
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        foreach (var reason in (string[])["", "  "])
        {
            var answer = await browser.Post($"/ops/payment/{name}{Query}", form: ("reason", reason));
            answer.StatusCode.ShouldBe(HttpStatusCode.BadRequest);
            (await answer.Content.ReadAsStringAsync()).ShouldContain("Say why");
        }
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData("hold", OperatorActionKind.Hold)]
    [InlineData("release", OperatorActionKind.Release)]
    [InlineData("write-off", OperatorActionKind.WriteOff)]
    [InlineData("take-qliro", OperatorActionKind.TakeQliro)]
    [InlineData("replay", OperatorActionKind.Replay)]
    public async Task Should_send_the_payment_one_message_with_name_and_reason(string name, OperatorActionKind kind)
    {
        await using var front = await Started();
        var answer = await (await new OpsBrowser(front).LogIn())
            .Post($"/ops/payment/{name}{Query}", form: ("reason", " the bank asks "));
        answer.StatusCode.ShouldBe(HttpStatusCode.Redirect);
        answer.Headers.Location!.ToString().ShouldBe($"/ops/payment{Query}");
        front.Grains.Messages.ShouldHaveSingleItem().ShouldBe(
            (Key, new OperatorAction { Kind = kind, By = "ops-0", Reason = "the bank asks" }));
    }

    [Theory]
    [MemberData(nameof(Names))]
    public async Task Should_be_refused_to_strangers_forms_from_elsewhere_and_those_who_may_look(string name)
    {
        await using var front = await Started();
        (string, string)[] form = [("reason", "why")];
        (await new OpsBrowser(front).Post($"/ops/payment/{name}{Query}", form: form)).StatusCode
            .ShouldBe(HttpStatusCode.Unauthorized);
        (await (await new OpsBrowser(front).LogIn()).Post($"/ops/payment/{name}{Query}", "cross-site", form)).StatusCode
            .ShouldBe(HttpStatusCode.Forbidden);
        (await (await new OpsBrowser(front).LogIn(LookToken)).Post($"/ops/payment/{name}{Query}", form: form)).StatusCode
            .ShouldBe(HttpStatusCode.Forbidden);
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Fact]
    public async Task Should_see_a_hold_wherever_the_payment_is_shown()
    {
        await using var front = await Started();
        front.Records.Payments[0] = front.Records.Payments[0] with
        {
            HeldReason = "held by anna since 2025-11-20 07:00:00 UTC: the bank asks",
            Attention = new(AttentionKinds.Parked, "why", at.AddHours(-1), 250m),
        };
        var browser = await new OpsBrowser(front).LogIn();
        Between(await browser.Page("/ops"), "data-testid=\"needs-human\"", "</section>").ShouldContain("data-testid=\"held\"");
        Between(await browser.Page("/ops?held=on"), "data-testid=\"payments\"", "</table>").ShouldContain("data-testid=\"held\"");
        var page = await browser.Page($"/ops/payment{Query}");
        Between(page, "data-testid=\"status\"", "</p>").ShouldContain("It is held by anna since 2025-11-20 07:00:00 UTC: the bank asks");
        page.ShouldContain("data-testid=\"ask-to-release\"");
        page.ShouldNotContain("data-testid=\"ask-to-hold\"");
    }

    [Fact]
    public async Task Should_not_find_an_action_that_there_is_not()
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        (await browser.Get($"/ops/payment/forget{Query}")).StatusCode.ShouldBe(HttpStatusCode.NotFound);
        (await browser.Post($"/ops/payment/forget{Query}", form: ("reason", "why"))).StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    private static async Task<RunningFront> Started()
    {
        var front = await RunningFront.Start(
            ("Ops:AccessTokens:1:Name", "Anna"), ("Ops:AccessTokens:1:Token", LookToken),
            ("Ops:AccessTokens:1:Role", "read"));
        front.Records.Payments.Add(new()
        {
            Key = Key, Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1", QliroOrderId = "4000123",
            State = "reserved", Version = 3, OutboxEntries = 0, UpdatedAt = at,
        });
        return front;
    }

    private static string Between(string page, string start, string end)
    {
        var from = page.IndexOf(start, StringComparison.Ordinal);
        from.ShouldBeGreaterThanOrEqualTo(0, start);
        return page[from..page.IndexOf(end, from, StringComparison.Ordinal)];
    }
}
