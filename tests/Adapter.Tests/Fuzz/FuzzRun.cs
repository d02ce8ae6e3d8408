using System.Collections.Concurrent;
using System.Diagnostics;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox;

namespace QliroAdapter.Adapter.Tests.Fuzz;

/// <summary>
/// Sends fuzzed calls to a running adapter whose partners now and then answer garbage, too: those of the numbers from
/// <c>from</c> on, before <c>requests</c>.
/// </summary>
internal sealed class FuzzRun(
    SandboxHost sandbox, int seed, int from, int requests, TimeSpan limit, Action<string> tell) : IDisposable
{
    private const int AtOnce = 8;

    // Calls end payments; then there are new ones. Partners forget what they were called at the same time.
    private const int Round = 1000;
    private const int Payments = 6;
    private const int Told = 10_000;
    private const int FaultsMax = 20;

    private static readonly int[] odd = [200, 200, 201, 204, 400, 404, 409];

    private readonly ConcurrentQueue<string> faults = new();
    private readonly ConcurrentDictionary<int, int> answers = new();
    private readonly HttpClient shop = sandbox.CreateClient();
    private readonly HttpClient client = new(new SocketsHttpHandler { UseProxy = false, AllowAutoRedirect = false })
    {
        Timeout = TimeSpan.FromSeconds(60),
    };

    /// <summary>What must not have happened, with the number of the call.</summary>
    public IReadOnlyCollection<string> Faults => faults;

    public int Sent { get; private set; } = from;

    /// <summary>Bytes in use after a quarter of the calls, and at the end.</summary>
    public (long Early, long Late) Memory { get; private set; }

    public TimeSpan Took { get; private set; }

    public async Task Go()
    {
        var calls = new FuzzCalls(seed, sandbox.AdapterUrl, await FuzzRoute.All(shop));
        var bystander = await Bystander.Of(sandbox, shop);
        var watch = Stopwatch.StartNew();
        while (Sent < requests && watch.Elapsed < limit)
        {
            await Live(calls, await Targets());
            if (Sent % Told == 0) tell($"{Sent} after {watch.Elapsed.TotalSeconds:0} s, {faults.Count} faults");
            if (Memory.Early == 0 && (Sent >= requests / 4 || watch.Elapsed > limit / 4)) Memory = (InUse(), 0);
        }
        Took = watch.Elapsed;
        Memory = (Memory.Early, InUse());
        foreach (var change in await bystander.Changes())
        {
            faults.Enqueue(change);
            tell(change);
        }
    }

    public override string ToString() => string.Create(System.Globalization.CultureInfo.InvariantCulture,
        $"{Sent} requests of seed {seed} in {Took.TotalSeconds:0} s; memory {Memory.Early >> 20} MiB after a quarter, "
        + $"{Memory.Late >> 20} MiB at the end; answers "
        + $"{string.Join(", ", answers.OrderBy(one => one.Key).Select(one => $"{one.Key}: {one.Value}"))}");

    public void Dispose()
    {
        shop.Dispose();
        client.Dispose();
    }

    private async Task<List<FuzzTarget>> Targets()
    {
        sandbox.Norce.Faults.Clear();
        sandbox.Qliro.Faults.Clear();
        sandbox.Norce.Log.Clear();
        sandbox.Qliro.Log.Clear();
        var targets = new List<FuzzTarget>();
        for (var number = 0; number < Payments; number++)
            targets.Add(await FuzzTarget.Open(sandbox, shop, isBought: number % 2 == 1));
        return targets;
    }

    private async Task Live(FuzzCalls calls, List<FuzzTarget> targets)
    {
        var first = Sent;
        var count = Math.Min(Round, requests - Sent);
        await Task.WhenAll(Enumerable.Range(0, AtOnce).Select(async caller =>
        {
            for (var number = first + caller; number < first + count; number += AtOnce) await Send(calls, number, targets);
        }));
        Sent += count;
    }

    private async Task Send(FuzzCalls calls, int number, List<FuzzTarget> targets)
    {
        if (number % 31 == 0) SpoilAnAnswer(number, targets);
        using var call = calls.Of(number, targets);
        try
        {
            using var answer = await client.SendAsync(call);
            var text = await answer.Content.ReadAsStringAsync();
            answers.AddOrUpdate((int)answer.StatusCode, 1, (_, many) => many + 1);
            if ((int)answer.StatusCode >= 500) Fault(number, call, $"{(int)answer.StatusCode} {text}");
            if (text.Contains("   at ", StringComparison.Ordinal)) Fault(number, call, text);
        }
        catch (Exception lost) when (lost is HttpRequestException or TaskCanceledException)
        {
            Fault(number, call, lost.Message);
        }
    }

    /// <summary>A partner answers one of the next calls about a payment with something else.</summary>
    private void SpoilAnAnswer(int number, List<FuzzTarget> targets)
    {
        var random = new Random(unchecked((seed * 31) + number));
        var garbage = new Garbage(random.Next());
        var body = random.Next(3) == 0 ? garbage.Json().ToJsonString() : garbage.Of(SomeOrder(targets, random));
        var partner = random.Next(2) == 0 ? sandbox.Norce.Faults : sandbox.Qliro.Faults;
        partner.On(random.Next(2) == 0 ? "GET" : "*", "/orders").Answer(odd[random.Next(odd.Length)], body);
    }

    private JsonObject SomeOrder(List<FuzzTarget> targets, Random random)
        => sandbox.Norce.Order(targets[random.Next(targets.Count)].Order);

    private void Fault(int number, HttpRequestMessage call, string what)
    {
        if (faults.Count >= FaultsMax) return;
        var fault = $"call {number}, {call.Method} {call.RequestUri}: {what[..Math.Min(what.Length, 500)]}";
        faults.Enqueue(fault);
        tell(fault);
    }

    private static long InUse() => GC.GetTotalMemory(forceFullCollection: true);
}
