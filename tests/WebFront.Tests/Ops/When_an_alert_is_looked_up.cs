using System.Net;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests.Ops;

public sealed class When_an_alert_is_looked_up
{
    public static TheoryData<string> Names => [.. Runbooks.Names];

    [Theory, MemberData(nameof(Names))]
    public async Task Should_find_its_page_in_the_console(string name)
    {
        await using var front = await RunningFront.Start();
        var browser = await new OpsBrowser(front).LogIn();

        (await browser.Page("/ops/runbooks")).ShouldContain($"href=\"/ops/runbooks/{name}\"");
        var page = await browser.Page($"/ops/runbooks/{name}");
        foreach (var part in (string[])["What it means", "What to look at", "What to press"])
            page.ShouldContain($"<h2>{part}</h2>");
    }

    [Fact]
    public async Task Should_be_linked_from_every_page()
    {
        await using var front = await RunningFront.Start();
        (await (await new OpsBrowser(front).LogIn()).Page("/ops")).ShouldContain("href=\"/ops/runbooks\"");
    }

    [Fact]
    public async Task Should_lead_from_page_to_page()
    {
        await using var front = await RunningFront.Start();
        (await (await new OpsBrowser(front).LogIn()).Page("/ops/runbooks/configuration-expires"))
            .ShouldContain("href=\"configuration-stale\"");
    }

    [Fact]
    public async Task Should_show_the_list_for_a_name_that_is_none()
    {
        await using var front = await RunningFront.Start();
        var answer = await (await new OpsBrowser(front).LogIn()).Get("/ops/runbooks/..%2Fx");
        answer.StatusCode.ShouldBe(HttpStatusCode.NotFound);
    }

    [Fact]
    public async Task Should_be_for_operators_only()
    {
        await using var front = await RunningFront.Start();
        (await new OpsBrowser(front).Get("/ops/runbooks/partner-down")).StatusCode
            .ShouldBe(HttpStatusCode.Unauthorized);
    }
}
