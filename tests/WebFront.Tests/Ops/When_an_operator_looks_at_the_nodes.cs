using System.Net;

namespace QliroAdapter.WebFront.Tests.Ops;

/// <summary>The cluster page.</summary>
public sealed class When_an_operator_looks_at_the_nodes
{
    private const string Key = "norce/1/o1/p1";

    [Fact]
    public async Task Should_see_members_fronts_and_grains_by_node()
    {
        await using var front = await RunningFront.Start();
        var at = front.Clock.GetUtcNow();
        front.Cluster.Others.Add(new() { Name = "front/9", Role = "Front", Version = "1.2.3+0123456789abcdef", StartedAt = at });

        var page = await (await new OpsBrowser(front).LogIn()).Page("/ops/cluster");

        var members = WebUtility.HtmlDecode(page.Split("data-testid=\"members\"")[1].Split("</table>")[0]);
        members.Split("data-testid=\"member\"").Length.ShouldBe(3);
        members.ShouldContain("one/1");
        members.ShouldContain("Active");
        members.ShouldContain("front/9");
        members.ShouldContain(">1.2.3+01234567</td>");
        page.Split("data-testid=\"grains\"")[1].Split("</table>")[0]
            .ShouldContain($"PaymentGrain</th><td data-label=\"{FakeCluster.Silo}\" class=\"number\">5</td>");
        page.ShouldContain("href=\"/ops/grains\" data-testid=\"dashboard-link\"");
    }

    [Theory]
    [InlineData("p1")]
    [InlineData("o1")]
    [InlineData(Key)]
    public async Task Should_learn_which_node_holds_a_payment(string text)
    {
        await using var front = await RunningFront.Start();
        front.Records.Payments.Add(new()
        {
            Key = Key, Merchant = "norce", Channel = "1", OrderId = "o1", PaymentId = "p1", State = "reserved",
            Version = 1, OutboxEntries = 0, UpdatedAt = front.Clock.GetUtcNow(),
        });
        var browser = await new OpsBrowser(front).LogIn();

        Holder(await browser.Page($"/ops/cluster?key={Uri.EscapeDataString(text)}")).ShouldContain($"one/1, {FakeCluster.Silo}");
        Holder(await browser.Page($"/ops/payment?key={Uri.EscapeDataString(Key)}")).ShouldContain(FakeCluster.Silo);
        front.Cluster.HolderOfAll = null;
        Holder(await browser.Page($"/ops/cluster?key={Uri.EscapeDataString(text)}")).ShouldContain("No node holds it");
    }

    [Fact]
    public async Task Should_be_told_when_nothing_is_stored_under_a_key()
    {
        await using var front = await RunningFront.Start();
        Holder(await (await new OpsBrowser(front).LogIn()).Page("/ops/cluster?key=never")).ShouldContain("No payment is stored");
    }

    private static string Holder(string page) => page.Split("data-testid=\"holder\"")[1].Split("</p>")[0].Split("</dd>")[0];
}
