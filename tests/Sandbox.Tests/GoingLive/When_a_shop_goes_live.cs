using System.Text.Json.Nodes;
using System.Text.RegularExpressions;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Sandbox.Wire;
using QliroAdapter.Tests.Processes;

namespace QliroAdapter.Sandbox.Tests.GoingLive;

/// <summary>
/// What docs/going-live.md promises to who follows it; its commands were run by <see cref="FollowedPage"/>.
/// </summary>
public sealed partial class When_a_shop_goes_live(FollowedPage page) : IClassFixture<FollowedPage>
{
    // Those that the page says must be ok.
    private static readonly string[] checks =
        ["callbacks", "norce order api", "norce token", "qliro checkout api", "qliro admin api"];

    private readonly NorceSimulator norce = page.Sandbox.Norce;
    private readonly QliroSimulator qliro = page.Sandbox.Qliro;

    [Fact]
    public void Should_have_stored_the_document_and_heard_no_fail_of_the_doctor()
    {
        page.Said("plan acme/se").ShouldContain("There is no document of acme/se yet.");
        page.Said("apply acme/se").ShouldContain("acme/se is stored.");
        Json.Same(norce.Configuration(channel: FollowedPage.Channel), Json.TryParse(page.Written("se.json")))
            .ShouldBeTrue();
        var doctor = page.Said("doctor").TrimEnd();
        doctor.ShouldEndWith(" 0 fail");
        foreach (var check in checks)
            doctor.Split('\n').ShouldContain(line => line.StartsWith("ok    " + check, StringComparison.Ordinal), doctor);
    }

    [Fact]
    public void Should_name_no_command_that_was_not_run()
        => InlineCommand().Matches(FollowedPage.Text).Select(match => match.Groups["text"].Value).Distinct()
            .ShouldBe(
                ["openssl rand -base64 32", "dotnet artifacts/adapter/QliroAdapter.WebFront.dll"], ignoreOrder: true);

    [Fact]
    public void Should_name_persons_that_decide_as_it_says()
    {
        string[] cells = ["country", "approved", "held", "denied"];
        var rows = PersonRow().Matches(FollowedPage.Text)
            .Select(row => cells.Select(cell => row.Groups[cell].Value).ToArray()).ToList();
        rows.Count.ShouldBe(4);
        foreach (var row in rows)
            TestPersons.Of(row[0]).Where(one => !one.IsCompany).Select(one => one.Number).ShouldBe(row[1..]);
    }

    [Fact]
    public async Task Should_capture_and_refund_the_first_order_and_have_it_after_a_restart()
    {
        var (order, bought) = await Buy();
        bought.Accepted.ShouldBeTrue();
        await Wait.Until(() => norce.Status(order) == "completed" && State(order) == "reserved");
        await Wait.Until(() => Actions(order) == "cancel, capture");

        await Act(order, "capture");
        await Wait.Until(() => State(order) == "captured" && Actions(order) == "refund");
        await page.Restart();

        await Act(order, "refund");
        await Wait.Until(() => State(order) == "credited");
    }

    [Fact]
    public async Task Should_cancel_the_next()
    {
        var (order, _) = await Buy();
        await Wait.Until(() => State(order) == "reserved" && Actions(order) == "cancel, capture");
        await Act(order, "cancel");
        await Wait.Until(() => State(order) == "cancelled");
    }

    [Fact]
    public async Task Should_wait_for_whom_qliro_reviews()
    {
        var (order, bought) = await Buy(TestPersons.Held);
        bought.Accepted.ShouldBeTrue();
        await Wait.Until(() => norce.Status(order) == "accepted");
    }

    [Fact]
    public async Task Should_leave_the_order_of_the_denied_open()
    {
        var (order, bought) = await Buy(TestPersons.Denied);
        bought.Accepted.ShouldBeFalse();
        new[] { "accepted", "completed" }.ShouldNotContain(norce.Status(order));
        State(order).ShouldNotBe("reserved");
    }

    [Fact]
    public async Task Should_show_the_sum_of_a_changed_cart()
    {
        var (order, reference) = await Open();
        (await norce.ChangeQuantity(order, row: 0, quantity: 3)).IsSuccess.ShouldBeTrue();
        await Wait.Until(() => (decimal)qliro.Order(reference)["TotalPrice"]! == 375m);
    }

    private async Task<(string Order, PurchaseResult Bought)> Buy(string personalNumber = TestPersons.Approved)
    {
        var (order, reference) = await Open();
        return (order, await qliro.PayAsync(reference, new QliroPerson { PersonalNumber = personalNumber }));
    }

    /// <summary>Two mugs, 250 SEK, and the checkout on them; the number is Qliro's.</summary>
    private async Task<(string Order, long Reference)> Open()
    {
        using var client = page.Sandbox.CreateClient();
        client.DefaultRequestHeaders.Remove("x-channel");
        client.DefaultRequestHeaders.Add("x-channel", FollowedPage.Channel);
        var order = norce.AddOrder(NorceOrders.Cart(NorceOrders.Item()), channel: FollowedPage.Channel);
        (await client.PostAsync($"/api/checkout/v1/orders/{order}/payments", null)).EnsureSuccessStatusCode();
        return (order, long.Parse((string)norce.LivePayment(order)!["reference"]!, null));
    }

    private async Task Act(string order, string type)
        => (await norce.ExecuteAction(order, (string)Payment(order)["id"]!, type)).IsSuccess.ShouldBeTrue();

    private string State(string order) => (string)Payment(order)["state"]!;

    private string Actions(string order) => string.Join(", ", Json.Objects(Payment(order)["actions"])
        .Select(one => (string)one["type"]!).Order(StringComparer.Ordinal));

    private JsonObject Payment(string order) => norce.LivePayment(order)!;

    [GeneratedRegex("`(?<text>(dotnet|openssl|docker|curl|git|deploy/|eng/)[^`\n]* [^`\n]+)`",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex InlineCommand();

    [GeneratedRegex(@"^ *\| (?<country>[A-Z]{2}) \| (?<approved>\S+) \| (?<held>\S+) \| (?<denied>\S+) \|$",
        RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture | RegexOptions.Multiline)]
    private static partial Regex PersonRow();
}
