using QliroAdapter.Adapter.Tests.Telemetry;
using QliroAdapter.Client;
using static QliroAdapter.Adapter.Tests.Alerts.Trouble;

namespace QliroAdapter.Adapter.Tests.Alerts;

/// <summary>
/// Troubles that only count when they go on, and the alerts that fire then. Each is made once in the sandbox; what it
/// brought comes again each minute.
/// </summary>
[Collection<WholeProcess>]
public sealed class When_trouble_goes_on
{
    [Fact]
    public async Task Should_say_that_many_answers_are_errors_of_the_server()
    {
        await using var adapter = await Started();
        var order = await adapter.Bought();
        var url = adapter.CallbackUrl(order);
        CaptureTwice(adapter, adapter.QliroOrderOf(order));

        await Should.ThrowAsync<AdapterException>(adapter.Api.Refresh(order, adapter.PaymentIdOf(order)));
        for (var push = 0; push < ManyCalls; push++)
            (await Adapter.CallBare(url, """{"Status":"Completed"}""")).Status.ShouldBe(500);

        (await adapter.FiredWhileItGoesOn(scrape => Answered(adapter, scrape, "500") >= ManyCalls))
            .ShouldContain("ServerErrors");
    }

    /// <summary>Real time passes: the framework measures how long its answers take by no other clock.</summary>
    [Fact]
    public async Task Should_say_that_pushes_are_answered_slowly()
    {
        await using var adapter = await Started();
        var order = await adapter.Created();
        adapter.Sandbox.Qliro.PushSwitches.Drop = _ => true;
        (await adapter.Sandbox.Qliro.CompleteAsync(adapter.QliroOrderOf(order))).Accepted.ShouldBeTrue();
        adapter.Sandbox.Qliro.Faults.On("GET", "/orders").Delay(TimeSpan.FromSeconds(3), times: 100);

        (await Adapter.CallBare(adapter.CallbackUrl(order), """{"Status":"Completed"}""")).Status.ShouldBe(200);

        (await adapter.FiredWhileItGoesOn(scrape => Answered(adapter, scrape, "200", "/push") == 1))
            .ShouldBe(["PushesSlow"]);
    }

    /// <summary>Real time passes: a hook waits four seconds for its turn, by a timer of the process.</summary>
    [Fact]
    public async Task Should_say_that_hooks_get_no_turn()
    {
        await using var adapter = await Started();
        adapter.Sandbox.Qliro.PushSwitches.Drop = _ => true;
        List<string> orders = [];
        for (var number = 0; number < 5; number++) orders.Add(await adapter.Created());
        var busy = adapter.Sandbox.Qliro.Faults.On("GET", "/orders").Hold(times: 100);
        var pushes = orders.Select(order => Adapter.CallBare(adapter.CallbackUrl(order), """{"Status":"Completed"}"""))
            .ToList();
        await Adapter.Until(() => busy.Hits == orders.Count);

        var changes = await Task.WhenAll(orders.Select(order => adapter.Sandbox.Norce.ChangeQuantity(order, 0, 3)));
        changes.ShouldAllBe(change => change.Status != 200);
        busy.Release();
        await Task.WhenAll(pushes);

        (await adapter.Fired(scrape => Increase(adapter, scrape, "silo_hooks_timed_out_total") >= orders.Count))
            .ShouldBe(["HooksTimedOut"]);
    }

    /// <summary>
    /// One payment at a time does due work, and Norce is slow. None is tried again before the clock is set forward, so
    /// one scan finds all. Real time passes: how late work begins is measured by a clock that nobody sets.
    /// </summary>
    [Fact]
    public async Task Should_say_that_due_work_begins_late()
    {
        await using var adapter = await Started(
            ("Silo:DueWorkParallelism", "1"), ("Retry:FirstSeconds", "300"), ("Retry:LongestSeconds", "300"));
        adapter.Sandbox.Qliro.PushSwitches.Drop = _ => true;
        List<string> orders = [];
        for (var number = 0; number < 5; number++)
        {
            orders.Add(await adapter.Created());
            (await adapter.Sandbox.Qliro.CompleteAsync(adapter.QliroOrderOf(orders[^1]))).Accepted.ShouldBeTrue();
        }
        var away = adapter.Sandbox.Norce.Faults.On("PUT", "/payments/").Answer(503, times: 100);
        foreach (var order in orders)
        {
            (await Adapter.CallBare(adapter.CallbackUrl(order), """{"Status":"Completed"}""")).Status.ShouldBe(200);
        }
        away.Hits.ShouldBeGreaterThan(0);
        adapter.Sandbox.Norce.Faults.Clear();
        adapter.Sandbox.Norce.Faults.On("PUT", "/payments/").Delay(TimeSpan.FromSeconds(3), times: 100);
        adapter.Forward(TimeSpan.FromMinutes(10));

        (await adapter.FiredWhileItGoesOn(scrape =>
            Increase(adapter, scrape, "silo_due_lag_seconds_bucket", "le=\"10\"")
                > Increase(adapter, scrape, "silo_due_lag_seconds_bucket", "le=\"5\""))).ShouldContain("DueWorkLate");
    }

    [Fact]
    public async Task Should_say_that_commits_conflict_all_the_time()
    {
        await using var adapter = await Started();
        var order = await adapter.Created();
        adapter.Sandbox.Qliro.PushSwitches.Drop = _ => true;
        (await adapter.Sandbox.Qliro.CompleteAsync(adapter.QliroOrderOf(order))).Accepted.ShouldBeTrue();
        await SomebodyElseIsFirst(adapter.Database);

        for (var call = 0; call < ManyCalls; call++)
            (await Adapter.CallBare(adapter.CallbackUrl(order), """{"Status":"Completed"}""")).Status.ShouldBe(500);

        (await adapter.FiredWhileItGoesOn(scrape => Increase(adapter, scrape, "store_conflicts_total") > 60))
            .ShouldContain("StoreConflicts");
    }

    /// <summary>All that the sandbox runs is of one build; of the other node only the version is another.</summary>
    [Fact]
    public async Task Should_say_that_nodes_differ_in_their_version_for_too_long()
    {
        await using var adapter = await Started();
        var scrape = await adapter.Until(_ => true);
        var build = scrape.Series.Single(one => Scrape.NameOf(one.Key) == "adapter_build_info").Key;
        var other = Scrape.Read(System.Text.RegularExpressions.Regex.Replace(
            build, "version=\"[^\"]*\"", "version=\"0.0.1\"",
            System.Text.RegularExpressions.RegexOptions.NonBacktracking) + " 1");
        build.ShouldNotContain("version=\"0.0.1\"");

        (await AlertRules.Fired(adapter.Before, scrape, other: other, minutes: 110)).ShouldBeEmpty();
        (await AlertRules.Fired(adapter.Before, scrape, other: other, minutes: 150)).ShouldBe(["VersionsDiffer"]);
    }

    private static async Task<Watched> Started(params (string Key, string Value)[] settings)
        => await (await Watched.Start(null, settings)).AllIsWell();
}
