using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Control;

namespace QliroAdapter.Sandbox.Tests.Control;

/// <summary>Triggers by the command line, as people and scripts use them.</summary>
public sealed class When_something_is_triggered(RunningSandbox running) : IClassFixture<RunningSandbox>
{
    [Fact]
    public async Task Should_be_listed_with_what_it_takes()
    {
        var (code, output, errors) = await Trigger("--list");
        (code, errors).ShouldBe((0, ""));
        foreach (var trigger in Triggers.All)
        {
            output.ShouldContain($"  {trigger.Name} ");
            trigger.Text.ShouldEndWith(".");
            trigger.Takes.Select(argument => argument.Name).ShouldBeUnique();
        }

        Triggers.All.Select(trigger => trigger.Name).ShouldBeUnique();
    }

    [Theory]
    [InlineData("push.completed", "--help")]
    [InlineData("--help")]
    public async Task Should_help_whatever_stands_before_it(params string[] args)
    {
        var (code, output, errors) = await Run("http://127.0.0.1:1", args);
        (code, errors).ShouldBe((0, ""));
        output.ShouldContain("--order ");
    }

    [Fact]
    public async Task Should_buy_capture_and_give_back()
    {
        var order = await Buy();
        await Until(() => Offers(order, "capture"));
        (await Trigger("capture.requested", "--order", order)).ShouldBe((0, $"Order {order}: capture is on its way.\n", ""));
        await Until(() => Offers(order, "refund"));
        (await Trigger("refund.requested", "--order=" + order)).Code.ShouldBe(0);
        await Until(() => State(order) == "credited");
    }

    [Fact]
    public async Task Should_fail_a_capture_afterwards()
    {
        var order = await Buy();
        await Until(() => Offers(order, "capture"));
        (await Trigger("capture.failed")).Code.ShouldBe(0);
        (await Trigger("capture.requested", "--order", order)).Code.ShouldBe(0);

        var qliroOrder = OrderTriggers.QliroOrderOf(Host.Norce, order)!.Value;
        await Until(() => Host.Qliro.AdminOrder(qliroOrder)["PaymentTransactions"]!.AsArray()
            .Any(one => (string?)one!["Type"] == "Capture" && (string?)one["Status"] == "Error"));
        State(order).ShouldBe("reserved");
    }

    /// <summary>Whoever writes to the simulated Norce can name any order.</summary>
    [Fact]
    public async Task Should_show_an_order_whose_payment_names_an_order_that_qliro_does_not_know()
    {
        var order = await Buy();
        await Until(() => Offers(order, "capture"));
        Host.Norce.Overwrite(order, known => known["payments"]![0]!["reference"] = "123");
        using var answer = await running.Client.GetAsync(new Uri("/api/state", UriKind.Relative));
        answer.StatusCode.ShouldBe(System.Net.HttpStatusCode.OK);
        JsonNode.Parse(await answer.Content.ReadAsStringAsync())!["orders"]!.AsArray()
            .ShouldContain(one => (string?)one!["id"] == order && one["qliroOrder"] == null);
    }

    [Fact]
    public async Task Should_decide_what_is_on_hold()
    {
        var order = OrderIn((await Trigger("push.onhold")).Output);
        await Until(() => Host.Norce.Status(order) == "accepted");
        (await Trigger("hold.approved", "--order", order)).Code.ShouldBe(0);
        await Until(() => Host.Norce.Status(order) == "completed");
    }

    [Fact]
    public async Task Should_leave_an_order_open_that_qliro_denies()
    {
        var order = OrderIn((await Trigger("purchase.declined")).Output);
        Host.Norce.Status(order).ShouldNotBe("completed");
        (await Trigger("push.completed", "--order", order)).Code.ShouldBe(0);
        await Until(() => Host.Norce.Status(order) == "completed");
    }

    [Fact]
    public async Task Should_capture_once_though_pushes_come_twice_and_again()
    {
        (await Trigger("pushes.doubled", "--copies", "3")).Code.ShouldBe(0);
        var order = await Buy();
        await Until(() => Host.Norce.Status(order) == "completed");
        (await Trigger("push.repeated", "--order", order)).Code.ShouldBe(0);
        (await Trigger("push.outdated", "--order", order)).Code.ShouldBe(0);
        (await Trigger("pushes.normal")).Code.ShouldBe(0);
        await Until(() => Host.Qliro.Pushes.All(push => push.Received));
        Host.Norce.Status(order).ShouldBe("completed");
    }

    [Fact]
    public async Task Should_take_a_partner_away_and_bring_it_back()
    {
        (await Trigger("qliro.refuses", "--times", "1", "--path", "Orders")).Code.ShouldBe(0);
        var (code, _, errors) = await Trigger("checkout.opened");
        code.ShouldBe(1);
        errors.ShouldContain("Refused at the sandbox's panel.");
        (await Trigger("qliro.up")).Code.ShouldBe(0);
        (await Trigger("checkout.opened")).Code.ShouldBe(0);
    }

    [Theory]
    [InlineData("There is no trigger push.compleeted; the nearest is push.completed.", "push.compleeted")]
    [InlineData("push.completed does not take --colour; it takes --order.", "push.completed", "--colour", "red")]
    [InlineData("--times must be a whole number from 1 to 10000.", "norce.slow", "--times", "0")]
    [InlineData("There is no order oNone.", "session.expired", "--order", "oNone")]
    public async Task Should_say_why_it_cannot_be_done(string why, params string[] args)
        => (await Trigger(args)).ShouldBe((1, "", why + "\n"));

    [Fact]
    public async Task Should_leave_the_time_of_somebody_elses_adapter_alone()
    {
        await using var sandbox =
            await SandboxHost.Start(SandboxOptions.ForPeople("http://127.0.0.1:1", withAdapter: false));
        var panel = new Uri(sandbox.Control!.BaseUrl).Port;
        var (code, _, errors) = await Run($"http://127.0.0.1:{panel - SandboxPorts.Panel}", "clock.forward");
        code.ShouldBe(1);
        errors.ShouldStartWith("Only the sandbox's own adapter can be set forward;");
    }

    [Fact]
    public async Task Should_say_that_no_sandbox_runs()
    {
        var (code, output, errors) = await Run("http://127.0.0.1:1", "push.completed");
        (code, output).ShouldBe((1, ""));
        errors.ShouldStartWith("No sandbox answers at http://127.0.0.1:5");
    }

    private SandboxHost Host => running.Host;

    private async Task<string> Buy() => OrderIn((await Trigger("push.completed")).Output);

    private static string OrderIn(string said) => said.Split(' ')[1];

    private string? State(string order) => (string?)Host.Norce.LivePayment(order)?["state"];

    private bool Offers(string order, string action) => Host.Norce.LivePayment(order)?["actions"] is JsonArray actions
        && actions.Any(one => (string?)one!["type"] == action);

    // The panel is on the port that the adapter's would have four below it.
    private Task<(int Code, string Output, string Errors)> Trigger(params string[] args)
        => Run($"http://127.0.0.1:{new Uri(Host.Control!.BaseUrl).Port - SandboxPorts.Panel}", args);

    private static async Task<(int Code, string Output, string Errors)> Run(string urls, params string[] args)
    {
        await using var output = new StringWriter();
        await using var errors = new StringWriter();
        var code = await TriggerCommand.Run(args, urls, output, errors);
        return (code, output.ToString(), errors.ToString());
    }

    // Real time: the adapter and the simulators run beside the test.
    private static async Task Until(Func<bool> holds)
    {
        for (var look = 0; look < 600 && !holds(); look++)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System,
                TestContext.Current.CancellationToken);
        holds().ShouldBeTrue();
    }
}
