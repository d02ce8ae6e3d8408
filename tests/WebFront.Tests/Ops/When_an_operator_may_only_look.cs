using System.Net;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

public sealed class When_an_operator_may_only_look
{
    private const string Query = "?key=norce%2F1%2Fo1%2Fp1";
    private const string LookToken = "anna-looks";
    private const string ActToken = "bo-acts";

    [Fact]
    public async Task Should_see_the_pages_with_the_own_name_and_no_button_that_acts()
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn(LookToken);

        (await browser.Page("/ops")).ShouldContain("Anna, may look only");
        foreach (var path in (string[])[$"/ops/payment/resume{Query}", $"/ops/payment/compare{Query}", $"/ops/payment/hold{Query}"])
        {
            var page = await browser.Page(path);
            page.ShouldNotContain("method=\"post\" action=\"/ops/payment");
            page.ShouldContain("data-testid=\"may-not-act\"");
        }
    }

    [Fact]
    public async Task Should_read_on_a_payment_which_actions_there_are_and_that_they_are_for_others()
    {
        await using var front = await Started();
        front.Records.Payments[0] = front.Records.Payments[0] with { QliroOrderId = "4000123" };
        front.Grains.Outbox = new()
        {
            Entries = [],
            Events =
            [
                new()
                {
                    Number = 1, Id = "e1", Type = "payment.reserved", At = front.Clock.GetUtcNow(), Amount = 250m,
                    Attempts = 0, Status = "delivered",
                },
            ],
        };
        var page = await (await new OpsBrowser(front).LogIn(LookToken)).Page($"/ops/payment{Query}");
        page.ShouldNotContain("data-testid=\"ask-to-");
        page.ShouldContain("Resume, Hold, Write off, Take Qliro&#x27;s state, Replay: your token may look and not act.");
        page.ShouldContain("data-testid=\"compare\">Compare</a>");
        page.ShouldContain("data-testid=\"payment-event\"");
        var acts = await (await new OpsBrowser(front).LogIn(ActToken)).Page($"/ops/payment{Query}");
        foreach (var action in (string[])["resume", "hold", "write-off", "take-qliro", "replay", "resend-events"])
            acts.ShouldContain($"data-testid=\"ask-to-{action}\"");
        acts.ShouldNotContain("may-not-act");
    }

    [Theory]
    [InlineData("refresh")]
    [InlineData("retry")]
    [InlineData("resume")]
    public async Task Should_be_refused_every_action(string what)
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn(LookToken);

        var refused = await browser.Post($"/ops/payment/{what}{Query}");

        refused.StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        (await refused.Content.ReadAsStringAsync()).ShouldContain("data-testid=\"not-allowed\"");
        var call = new HttpRequestMessage(HttpMethod.Post, $"/ops/payment/{what}{Query}").WithBearer(LookToken);
        (await front.Client.SendAsync(call)).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        front.Grains.Messages.ShouldBeEmpty();
    }

    [Theory]
    [InlineData(ActToken, "Bo")]
    [InlineData(RunningFront.OpsToken, "ops-0")]
    public async Task Should_let_others_act_and_tell_the_payment_who_it_was(string token, string name)
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn(token);

        (await browser.Page("/ops")).ShouldContain($"data-testid=\"operator\">{name}</span>");
        foreach (var what in (string[])["refresh", "retry", "resume"])
            (await browser.Post($"/ops/payment/{what}{Query}", form: ("reason", "why"))).StatusCode
                .ShouldBe(HttpStatusCode.Redirect);

        front.Grains.Messages.Select(sent => sent.Message).Where(message => message is not PreviewAction).ShouldBe(
        [
            new RepairPayment { By = name, Reason = "why" }, new RetryOutbox { By = name, Reason = "why" },
            new ResumeParked { By = name, Reason = "why" },
        ]);
    }

    [Fact]
    public async Task Should_look_and_not_act_while_nobody_knows_whether_the_session_was_ended()
    {
        await using var front = await Started();
        var browser = await new OpsBrowser(front).LogIn();
        front.Sessions.Failure = new TimeoutException("No node answers.");

        await browser.Page("/ops");
        (await browser.Post($"/ops/payment/resume{Query}", form: ("reason", "why"))).StatusCode.ShouldBe(HttpStatusCode.Forbidden);
        front.Logs.Lines.ShouldContain(line => line.Id == 2301);

        front.Sessions.Failure = null;
        (await browser.Post($"/ops/payment/resume{Query}", form: ("reason", "why"))).StatusCode.ShouldBe(HttpStatusCode.Redirect);
    }

    private static async Task<RunningFront> Started()
    {
        var front = await RunningFront.Start(
            ("Ops:AccessTokens:1:Name", "Anna"), ("Ops:AccessTokens:1:Token", LookToken),
            ("Ops:AccessTokens:1:Role", "read"),
            ("Ops:AccessTokens:2:Name", "Bo"), ("Ops:AccessTokens:2:Token", ActToken),
            ("Ops:AccessTokens:2:Role", "act"));
        front.Records.Payments.Add(new()
        {
            Key = "norce/1/o1/p1", Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1",
            State = "reserved", OutboxEntries = 0, ParkedReason = "Refused.", Version = 1,
            UpdatedAt = front.Clock.GetUtcNow(),
        });
        return front;
    }
}
