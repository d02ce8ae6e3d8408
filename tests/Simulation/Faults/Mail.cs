using System.Net;
using System.Text;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Faults;

/// <summary>
/// Qliro's pushes on the way, with its schedule of repeats: late, doubled, out of order, or lost for good.
/// </summary>
internal sealed class Mail(World world)
{
    /// <summary>Qliro's own waits between attempts; the longest is shortened.</summary>
    private static readonly double[] waitSeconds = [0, 2, 5, 10, 30, 60, 120, 1800, 3600, 24 * 3600];

    private readonly HashSet<long> lost = [];

    /// <summary>Number of pushes that are still on the way.</summary>
    public int Undelivered { get; private set; }

    /// <summary>True when the push that Qliro sent last will never arrive.</summary>
    public bool HasLostLast { get; private set; }

    /// <summary>
    /// True when a push about what was done at this Qliro order was lost or given up, so that nobody learns of it from
    /// a push.
    /// </summary>
    public bool HasLostAbout(long orderId) => lost.Contains(orderId);

    /// <summary>Takes over a push; always true, so that pushes are sent only from here.</summary>
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

    /// <summary>Sends a push that is not true, from an unknown sender but to a valid address.</summary>
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
