using System.Diagnostics;

namespace QliroAdapter.Silo.Tests.Run;

/// <summary>
/// Nodes under a steady load of pushes, and one disaster. The orders of both partners show whether anything was lost or
/// done twice; the clock shows how long shoppers waited.
/// </summary>
/// <param name="purchases">Number of purchases in all.</param>
/// <param name="perSecond">Number of pushes in a second.</param>
internal sealed class Disasters(int purchases, int perSecond)
{
    private static readonly TimeSpan frozenFor = TimeSpan.FromSeconds(20);

    // Longer than the membership needs to tell a woken node that it was declared dead.
    private static readonly TimeSpan wokenWithin = TimeSpan.FromSeconds(60);

    /// <summary>kill -9 of one of two web fronts that hold grains, then of the silo behind a front.</summary>
    public async Task<bool> Kill()
    {
        Scene.Say("two web fronts, one is killed");
        var isWell = await WithTwoWebFronts(async (scene, first, second, pushed) =>
        {
            first.Kill();
            Served(await scene.UntilServed(pushed), pushed);
            await first.Start();
        });
        Scene.Say("a silo and a front, the silo is killed and another started");
        await using var behind = await Scene.Open();
        var silo = NodeProcess.Silo("silo", behind.Settings);
        var spare = NodeProcess.Silo("spare silo", behind.Settings);
        var front = NodeProcess.Front("front", behind.Settings);
        await behind.Start(silo, spare, front);
        behind.Balance(front);
        return await Run(behind, async pushed =>
        {
            silo.Kill();
            Served(await behind.UntilServed(pushed), pushed);
        }) && isWell;
    }

    /// <summary>SIGSTOP of one of two web fronts, and SIGCONT after 20 s.</summary>
    public Task<bool> Freeze() => WithTwoWebFronts(async (scene, first, second, pushed) =>
    {
        await first.Freeze();
        var served = scene.UntilServed(pushed);
        await Task.Delay(frozenFor, TimeProvider.System);
        await first.Wake();
        var watch = Stopwatch.StartNew();
        Served(await served, pushed);
        // A node that was declared dead ends itself two seconds after it reads so; otherwise it is ready and stays.
        while (!first.HasExited && watch.Elapsed < wokenWithin)
            await Task.Delay(TimeSpan.FromMilliseconds(100), TimeProvider.System);
        if (first.HasExited)
        {
            Scene.Say($"the woken node ended itself after {watch.Elapsed.TotalSeconds:0.0} s; it is started again");
            await first.Start();
        }
        else
        {
            Scene.Say($"the woken node goes on, {(await first.IsReady() ? "ready" : "NOT READY")}");
        }
    });

    /// <summary>The database is restarted, then crashes and comes back.</summary>
    public Task<bool> RestartDatabase() => WithTwoWebFronts(async (scene, first, second, pushed) =>
    {
        foreach (var crash in (bool[])[false, true])
        {
            await scene.Server.Stop(crash);
            await scene.Server.Start();
            var took = await scene.UntilServed(pushed);
            Scene.Say($"database {(crash ? "crashed and came back" : "restarted")}: {pushed.Count} payments served "
                + $"{took.TotalSeconds:0.0} s later");
        }

        foreach (var node in (NodeProcess[])[first, second])
            if (node.HasExited) throw new InvalidOperationException(
                $"{node.Name} ended: {string.Join('\n', node.Log)}");
    });

    /// <summary>Kills every node at the same time, and starts all of them again at once.</summary>
    public Task<bool> CrashAll() => WithTwoWebFronts(async (scene, first, second, pushed) =>
    {
        first.Kill();
        second.Kill();
        var watch = Stopwatch.StartNew();
        first.Launch();
        second.Launch();
        await Task.WhenAny(first.Ready(), second.Ready());
        Scene.Say($"first node ready {watch.Elapsed.TotalSeconds:0.0} s after the crash");
        await scene.UntilServed(pushed);
        Scene.Say($"all {pushed.Count} payments served {watch.Elapsed.TotalSeconds:0.0} s after the crash");
        await Task.WhenAll(first.Ready(), second.Ready());
        Scene.Say($"both nodes ready {watch.Elapsed.TotalSeconds:0.0} s after the crash");
    });

    /// <summary>
    /// Two nodes of another build are replaced one by one; each new node is ready before an old one stops.
    /// </summary>
    /// <param name="from">The folder of the other build.</param>
    public async Task<bool> Upgrade(string from)
    {
        await using var scene = await Scene.Open();
        NodeProcess[] old = [.. Numbers("old").Select(name => NodeProcess.WebFront(name, scene.Settings, from))];
        NodeProcess[] fresh = [.. Numbers("new").Select(name => NodeProcess.WebFront(name, scene.Settings))];
        await scene.Start(old);
        scene.Balance(old);
        var bought = await scene.Buy(purchases);
        var told = await scene.Push(bought, perSecond, async pushed =>
        {
            await scene.Start(fresh[0]);
            scene.Balance(old[1], fresh[0]);
            Scene.Say($"{old[0].Name} left with {await old[0].Stop()}");
            await scene.UntilServed(pushed);
            await scene.Start(fresh[1]);
            scene.Balance(fresh);
            Scene.Say($"{old[1].Name} left with {await old[1].Stop()}");
            await scene.UntilServed(pushed);
        });
        var failed = told.Count(one => one.Tries > 1);
        if (failed > 0) Scene.Say($"{failed} pushes FAILED at first");
        return await scene.Audit(bought) && failed == 0;
    }

    private async Task<bool> WithTwoWebFronts(
        Func<Scene, NodeProcess, NodeProcess, IReadOnlyList<Purchase>, Task> mishap)
    {
        await using var scene = await Scene.Open();
        NodeProcess[] nodes = [.. Numbers("node").Select(name => NodeProcess.WebFront(name, scene.Settings))];
        await scene.Start(nodes);
        scene.Balance(nodes);
        return await Run(scene, pushed => mishap(scene, nodes[0], nodes[1], pushed));
    }

    private async Task<bool> Run(Scene scene, Func<IReadOnlyList<Purchase>, Task> mishap)
    {
        var bought = await scene.Buy(purchases);
        await scene.Push(bought, perSecond, mishap);
        return await scene.Audit(bought);
    }

    private static IEnumerable<string> Numbers(string name)
        => Enumerable.Range(1, 2).Select(number => $"{name} {number}");

    private static void Served(TimeSpan took, IReadOnlyList<Purchase> pushed)
        => Scene.Say(
            $"all {pushed.Count} payments asked for at that moment were served within {took.TotalSeconds:0.0} s");
}
