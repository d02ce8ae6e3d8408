using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>Faults of the delivery of pushes.</summary>
public sealed class PushSwitches
{
    /// <summary>Each push is sent this many times, all copies at once.</summary>
    public int Copies { get; set; } = 1;

    /// <summary>The wait before the first attempt.</summary>
    public TimeSpan Delay { get; set; }

    /// <summary>Pushes for which it returns true are never sent.</summary>
    public Func<Push, bool> Drop { get; set; } = _ => false;

    /// <summary>Pushes for which it returns true wait for <see cref="QliroSimulator.ReleaseHeldPushes"/>.</summary>
    public Func<Push, bool> Hold { get; set; } = _ => false;
}

/// <summary>
/// Pushes under way, with Qliro's schedule of retries. Only an answer 200 with the text "received" ends a push.
/// </summary>
internal sealed class PushQueue(QliroSimulatorOptions options, Outbound outbound) : IDisposable
{
    private static readonly TimeSpan[] pauses =
    [
        TimeSpan.Zero, TimeSpan.FromSeconds(2), TimeSpan.FromSeconds(5), TimeSpan.FromSeconds(10),
            TimeSpan.FromSeconds(30),
        TimeSpan.FromMinutes(1), TimeSpan.FromMinutes(2), TimeSpan.FromMinutes(30), TimeSpan.FromHours(1),
            TimeSpan.FromHours(24),
        TimeSpan.FromDays(3),
    ];

    private readonly Lock gate = new();
    private readonly List<Push> log = [];
    private readonly List<Push> held = [];
    private readonly ConcurrentDictionary<Task, bool> sending = new();
    private readonly CancellationTokenSource stopped = new();

    public PushSwitches Switches { get; } = new();

    public IReadOnlyList<Push> Log
    {
        get { lock (gate) return [.. log]; }
    }

    public void Add(PushKind kind, long orderId, string url, JsonNode body)
    {
        if (url.Length == 0) return;
        for (var copy = 0; copy < Math.Max(1, Switches.Copies); copy++) Add(kind, orderId, url, Json.Text(body));
    }

    public Push Add(PushKind kind, long orderId, string url, string body)
    {
        Push push;
        bool isHeld;
        lock (gate)
        {
            push = new Push(log.Count + 1, kind, orderId, url, body);
            log.Add(push);
            push.GivenUp = Switches.Drop(push);
            isHeld = !push.GivenUp && Switches.Hold(push);
            if (isHeld) held.Add(push);
        }

        if (!push.GivenUp && !isHeld) Start(push);
        return push;
    }

    public void ReleaseHeld(bool lastFirst)
    {
        List<Push> free;
        lock (gate)
        {
            free = [.. held];
            held.Clear();
        }

        if (lastFirst) free.Reverse();
        foreach (var push in free) Start(push);
    }

    /// <summary>
    /// Makes one attempt now for every unfinished push, in order, whatever its schedule; held pushes stay.
    /// </summary>
    public async Task Flush()
    {
        List<Push> open;
        lock (gate) open = log.FindAll(push => !push.IsOver && !held.Contains(push));
        foreach (var push in open) await Try(push);
    }

    /// <summary>Ends every push that is still waiting.</summary>
    public void Dispose()
    {
        stopped.Cancel();
        stopped.Dispose();
    }

    private void Start(Push push)
    {
        if (!options.PushesByThemselves) return;
        var task = Task.Run(() => Deliver(push));
        sending.TryAdd(task, true);
        _ = task.ContinueWith(done => sending.TryRemove(done, out _), TaskScheduler.Default);
    }

    private async Task Deliver(Push push)
    {
        try
        {
            await Task.Delay(Switches.Delay, options.Clock, stopped.Token);
            await Try(push);
            foreach (var wait in pauses)
            {
                if (push.IsOver) return;
                await Task.Delay(wait * options.PushScheduleScale, options.Clock, stopped.Token);
                await Try(push);
            }

            push.GivenUp = true;
        }
        catch (OperationCanceledException)
        {
            push.GivenUp = true;
        }
    }

    private async Task Try(Push push)
    {
        await push.Sending.WaitAsync();
        try
        {
            if (push.IsOver) return;
            var at = options.Clock.GetUtcNow();
            var answer =
                await outbound.Post(push.Url, push.Body, new Dictionary<string, string>(StringComparer.Ordinal),
                    options.PushTimeout);
            push.Record(new PushAttempt(at, answer.Status, answer.Body, answer.Failure), IsReceipt(answer));
        }
        finally
        {
            push.Sending.Release();
        }
    }

    private bool IsReceipt(OutboundAnswer answer) => answer.Status == 200
        && Json.TryParse(answer.Body) is JsonObject body
        && body.Any(member => Json.String(member.Value) == "received" && member.Key.Equals("CallbackResponse",
            options.StrictCallbackResponse ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase));
}
