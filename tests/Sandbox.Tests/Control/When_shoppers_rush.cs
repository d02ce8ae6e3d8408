using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Rush;

namespace QliroAdapter.Sandbox.Tests.Control;

/// <summary>The auditor's verdict comes from both partners' raw documents: it finds what is put wrong there.</summary>
public sealed class When_shoppers_rush(RunningSandbox running) : IClassFixture<RunningSandbox>
{
    [Fact]
    public async Task Should_end_with_what_both_partners_hold()
    {
        running.Host.StartRush(new(Seed: 5, Shoppers: 15, PerSecond: 20, HasTrouble: true)).ShouldBeTrue();
        var rush = running.Host.Rush!;
        running.Host.StartRush(new(6, 1, 1, false)).ShouldBeFalse("one at a time");

        await rush.Over;

        rush.Verdict.Breaches.ShouldBeEmpty();
        rush.Verdict.Word.ShouldBe(Verdict.Right);
        (rush.Came, rush.Gone).ShouldBe((15, 15));
        rush.Orders.Count.ShouldBe(15);

        var auditor = new BookAuditor(running.Host.Norce, running.Host.Qliro);
        auditor.Always(rush.Orders).ShouldBeEmpty();
        var paid = rush.Orders.First(order => running.Host.Norce.Status(order) == "completed");
        running.Host.Norce.Overwrite(paid, order => Live(order)["amount"] = 1m);
        auditor.AtRest(rush.Orders).ShouldHaveSingleItem().ShouldContain("its payment is of 100 öre");
        running.Host.Norce.Overwrite(paid, order => Live(order)["state"] = "intent");
        auditor.AtRest(rush.Orders).Count.ShouldBe(2);
    }

    // A creation that was cut off has left a removed one before it.
    private static JsonNode Live(JsonObject order)
        => order["payments"]!.AsArray().Single(payment => (string?)payment!["state"] != "removed")!;
}
