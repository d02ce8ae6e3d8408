using System.Net;
using System.Text;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Faults;

/// <summary>
/// Qliro's pushes on their way, with its schedule of repeats: late, doubled, overtaking each other, or lost for good.
/// </summary>
internal sealed class Mail(World world)
{
    /// <summary>Qliro's own waits between tries, the longest cut short.</summary>
    private static readonly double[] waitSeconds = [0, 2, 5, 10, 30, 60, 120, 1800, 3600, 24 * 3600];

    private readonly HashSet<long> lost = [];

    /// <summary>Pushes still on their way.</summary>
    public int Undelivered { get; private set; }

    /// <summary>Whether no try will ever bring the push that Qliro handed over last.</summary>
    public bool HasLostLast { get; private set; }

    /// <summary>
    /// Whether a push about what was done at this Qliro order was lost or given up, and nobody is told by it any more.
    /// </summary>
    public bool HasLostAbout(long orderId) => lost.Contains(orderId);

    /// <summary>Takes a push out of Qliro's hands; always, so that it is sent only here.</summary>
    public bool Take(Push push)
    {
        HasLostLast = world.Dice.Chance(world.Weather.PushLost);
        if (HasLostLast)
        {
            world.Trace.Add($"push {push.Number} {push.Kind} of {push.OrderId} is lost");
            if (push.Kind == PushKind.OrderManagement) lost.Add(push.OrderId);
            return true;
        }
        var copies = world.Dice.Chance(world.Weather.PushTwice) ? 2 : 1;
        for (var copy = 0; copy < copies; copy++) _ = Deliver(push);
        return true;
    }

    /// <summary>A push that is not true, sent by nobody knows whom but with a good address.</summary>
    public Task Send(string url, string body) => Try(url, body);

    private async Task Deliver(Push push)
    {
        Undelivered++;
        await Repeat(push);
        Undelivered--;
    }

    private async Task Repeat(Push push)
    {
        await world.Time.Pause(
            world.Dice.Chance(world.Weather.PushLate) ? world.Dice.Seconds(1, 600) : world.Dice.Seconds(0, 0.3));
        foreach (var wait in waitSeconds)
        {
            await world.Time.Pause(TimeSpan.FromSeconds(wait));
            if (await Try(push.Url, push.Body)) return;
        }
        world.Trace.Add($"push {push.Number} is given up");
        if (push.Kind == PushKind.OrderManagement) lost.Add(push.OrderId);
    }

    private async Task<bool> Try(string url, string body)
    {
        using var request = new HttpRequestMessage(HttpMethod.Post, url);
        request.Content = new StringContent(body, Encoding.UTF8, "application/json");
        try
        {
            using var limit = new CancellationTokenSource(TimeSpan.FromSeconds(10), world.Time);
            using var response = await world.Front.Call(request).WaitAsync(limit.Token);
            return response.StatusCode == HttpStatusCode.OK;
        }
        catch (Exception exception) when (exception is HttpRequestException or OperationCanceledException)
        {
            return false;
        }
    }
}
