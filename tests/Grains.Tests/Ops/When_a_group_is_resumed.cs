using System.Text.Json.Nodes;
using Microsoft.Extensions.Logging.Abstractions;
using QliroAdapter.Grains.Tests.Rig;
using QliroAdapter.Ops;

namespace QliroAdapter.Grains.Tests.Ops;

/// <summary>One is tried, then the group runs at a pace, ends by itself when the cause is not gone, and can be stopped.</summary>
public sealed class When_a_group_is_resumed
{
    private const string Cause = "SyncNorce: rejected";

    private readonly StateShelf<KeptRun> shelf = new();

    [Fact]
    public async Task Should_try_one_and_then_run_the_others_at_the_pace()
    {
        await using var shop = await Shop.Open();
        var purchases = await Parked(shop, 3);
        var grain = Grain(shop);
        var keys = purchases.Select(purchase => purchase.Key.ToString()).ToList();

        (await Start(grain, keys)).Error!.Message.ShouldContain("Try one payment of this cause first");
        (await Start(grain, keys[..1])).Error.ShouldBeNull();
        await grain.Working;
        (await grain.GetRun(new())).ShouldSatisfyAllConditions(
            run => run.Resumed.ShouldBe(1), run => run.IsTried.ShouldBeTrue(), run => run.EndedAt.ShouldNotBeNull());

        (await Start(grain, keys[1..])).Error.ShouldBeNull();
        (await Start(grain, keys[1..])).Error!.Message.ShouldContain("A run that anna began is under way");
        await Resumed(grain, 1);
        var first = shop.Clock.GetUtcNow();
        await Finished(shop, grain);
        // Thirty a minute.
        (shop.Clock.GetUtcNow() - first).ShouldBeGreaterThanOrEqualTo(TimeSpan.FromSeconds(2));

        (await grain.GetRun(new())).ShouldSatisfyAllConditions(
            run => run.Resumed.ShouldBe(2), run => run.EndedAt.ShouldNotBeNull());
        foreach (var purchase in purchases)
            (await purchase.Stored()).Outbox.ShouldNotContain(entry => entry.IsParked);
        (await purchases[0].Timeline()).ShouldContain(
            row => row.Summary == "operator anna resumes what was parked: Norce is repaired");
    }

    [Fact]
    public async Task Should_not_follow_with_the_group_when_the_one_is_parked_again()
    {
        await using var shop = await Shop.Open();
        var purchases = await Parked(shop, 2);
        shop.Norce.Overwrite(purchases[0].OrderId, order => order["payments"] = new JsonArray());
        var grain = Grain(shop);
        var keys = purchases.Select(purchase => purchase.Key.ToString()).ToList();
        (await Start(grain, keys[..1])).Error.ShouldBeNull();
        await grain.Working;
        (await grain.GetRun(new())).ShouldSatisfyAllConditions(
            run => run.ParkedAgain.ShouldBe(1), run => run.LastProblem.ShouldNotBeNull());
        (await Start(grain, keys)).Error!.Message.ShouldContain("Try one payment");
    }

    [Fact]
    public async Task Should_end_by_itself_after_three_in_a_row()
    {
        await using var shop = await Shop.Open();
        var purchases = await Parked(shop, 5);
        var grain = Grain(shop);
        var keys = purchases.Select(purchase => purchase.Key.ToString()).ToList();
        await Start(grain, keys[..1]);
        await grain.Working;
        foreach (var purchase in purchases[1..])
            await purchase.Grain.Act(new() { Kind = OperatorActionKind.Hold, By = "bo", Reason = "why" });

        await Start(grain, keys[1..]);
        await Finished(shop, grain);
        (await grain.GetRun(new())).ShouldSatisfyAllConditions(
            run => run.Refused.ShouldBe(3), run => run.StoppedBecause.ShouldBe("3 in a row did not go through"),
            run => run.LastProblem!.ShouldContain("held by bo"));
    }

    [Fact]
    public async Task Should_stop_when_it_is_told_to()
    {
        await using var shop = await Shop.Open();
        var purchases = await Parked(shop, 3);
        var grain = Grain(shop);
        var keys = purchases.Select(purchase => purchase.Key.ToString()).ToList();
        await Start(grain, keys[..1]);
        await grain.Working;
        await Start(grain, keys[1..]);
        await Resumed(grain, 1);
        await grain.StopRun(new() { By = "bo" });
        await grain.Working;
        (await grain.GetRun(new())).ShouldSatisfyAllConditions(
            run => run.Resumed.ShouldBe(1), run => run.StoppedBecause.ShouldBe("stopped by bo"));
        (await purchases[2].Stored()).Outbox.ShouldContain(entry => entry.IsParked);
    }

    [Theory]
    [InlineData(0, 30, "why")]
    [InlineData(501, 30, "why")]
    [InlineData(1, 0, "why")]
    [InlineData(1, 121, "why")]
    [InlineData(1, 30, " ")]
    public async Task Should_refuse_what_has_no_bound_or_no_reason(int keys, int pace, string reason)
    {
        await using var shop = await Shop.Open();
        (await Grain(shop).StartRun(new()
        {
            Cause = Cause, Keys = [.. Enumerable.Repeat("m/c/o/p", keys)], PerMinute = pace, By = "anna", Reason = reason,
        })).Error!.Code.ShouldBe(ErrorCodes.OrderBadRequest);
    }

    [Fact]
    public async Task Should_go_on_elsewhere_after_the_end_of_its_node()
    {
        await using var shop = await Shop.Open();
        var purchases = await Parked(shop, 4);
        var first = Grain(shop);
        var keys = purchases.Select(purchase => purchase.Key.ToString()).ToList();
        await Start(first, keys[..1]);
        await first.Working;
        await Start(first, keys[1..]);
        await Resumed(first, 1);
        await first.OnDeactivateAsync(default, default);
        await first.Working;

        var second = Grain(shop);
        (await second.GetRun(new())).ShouldSatisfyAllConditions(
            run => run.EndedAt.ShouldBeNull(), run => run.Resumed.ShouldBe(1), run => run.Payments.ShouldBe(3));
        (await Start(second, keys[1..])).Error!.Message.ShouldContain("A run that anna began is under way");
        await Finished(shop, second);

        (await second.GetRun(new())).ShouldSatisfyAllConditions(
            run => run.Resumed.ShouldBe(3), run => run.Refused.ShouldBe(0), run => run.EndedAt.ShouldNotBeNull(),
            run => run.IsTried.ShouldBeTrue());
        foreach (var purchase in purchases)
            (await purchase.Stored()).Outbox.ShouldNotContain(entry => entry.IsParked);
    }

    [Fact]
    public async Task Should_remember_an_ended_run_and_what_was_tried_after_a_restart()
    {
        await using var shop = await Shop.Open();
        var purchases = await Parked(shop, 1);
        var first = Grain(shop);
        await Start(first, [purchases[0].Key.ToString()]);
        await first.Working;

        (await Grain(shop).GetRun(new())).ShouldBe(await first.GetRun(new()));
        (await Grain(shop).GetRun(new())).IsTried.ShouldBeTrue();
    }

    /// <summary>Both believe that the run is theirs: the one that comes second to store its progress leaves it.</summary>
    [Fact]
    public async Task Should_leave_the_run_to_another_activation_that_has_it()
    {
        await using var shop = await Shop.Open();
        var purchases = await Parked(shop, 3);
        var keys = purchases.Select(purchase => purchase.Key.ToString()).ToList();
        var first = Grain(shop);
        await Start(first, keys[..1]);
        await first.Working;
        await Start(first, keys[1..]);
        await Resumed(first, 1);
        var second = Grain(shop);
        await second.GetRun(new());

        while (!first.Working.IsCompleted || !second.Working.IsCompleted)
        {
            shop.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }

        (await Grain(shop).GetRun(new())).EndedAt.ShouldNotBeNull();
        foreach (var purchase in purchases)
            (await purchase.Stored()).Outbox.ShouldNotContain(entry => entry.IsParked);
    }

    [Fact]
    public async Task Should_not_begin_what_is_not_stored()
    {
        await using var shop = await Shop.Open();
        var purchases = await Parked(shop, 1);
        var grain = Grain(shop);
        shelf.IsUnavailable = true;
        await Should.ThrowAsync<IOException>(Start(grain, [purchases[0].Key.ToString()]));
        shelf.IsUnavailable = false;

        (await grain.GetRun(new())).StartedAt.ShouldBeNull();
        (await purchases[0].Stored()).Outbox.ShouldContain(entry => entry.IsParked);
    }

    private ResumeRunGrain Grain(Shop shop)
        => new(null!, shelf.Of("parked"), shop.Grains, shop.Clock, NullLogger<ResumeRunGrain>.Instance);

    private static Task<Outcome<ResumeRun>> Start(ResumeRunGrain grain, IReadOnlyList<string> keys) => grain.StartRun(new()
    {
        Cause = Cause, Keys = keys, PerMinute = 30, By = "anna", Reason = "Norce is repaired",
    });

    /// <summary>Real time passes, because payments' turns run on threads of their own.</summary>
    private static async Task Resumed(ResumeRunGrain grain, int count)
    {
        while ((await grain.GetRun(new())).Resumed < count) await Task.Yield();
    }

    private static async Task Finished(Shop shop, ResumeRunGrain grain)
    {
        while (!grain.Working.IsCompleted)
        {
            shop.Clock.Advance(TimeSpan.FromMilliseconds(100));
            await Task.Yield();
        }
    }

    private static async Task<List<Purchase>> Parked(Shop shop, int count)
    {
        var purchases = new List<Purchase>();
        for (var number = 0; number < count; number++)
        {
            var purchase = await shop.OpenCheckout();
            (await shop.Qliro.CompleteAsync(purchase.QliroOrderId)).Accepted.ShouldBeTrue();
            shop.Norce.Faults.On("PUT", "/payments/").Answer(422, """{"code":"order-bad-request","message":"no"}""");
            (await shop.FinishOutbox(purchase.Grain.ReceivePush(new()))).Error.ShouldBeNull();
            (await purchase.Stored()).Outbox.ShouldContain(entry => entry.IsParked);
            purchases.Add(purchase);
        }
        return purchases;
    }
}
