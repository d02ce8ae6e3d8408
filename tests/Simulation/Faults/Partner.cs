using QliroAdapter.Sandbox.Wire;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Faults;

/// <summary>A simulated partner behind its wire, with its outages.</summary>
internal sealed class Partner(string name, HttpMessageHandler handler, RequestLog log, Func<Weather, PartnerWeather> weatherOf)
{
    private readonly HttpMessageInvoker invoker = new(handler);

    public string Name => name;

    public bool IsDown { get; set; }

    public PartnerWeather WeatherOf(Weather weather) => weatherOf(weather);

    /// <summary>Nobody reads the partner's own log: the trace tells what was sent.</summary>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        log.Clear();
        return await invoker.SendAsync(request, CancellationToken.None);
    }

    public bool MayCollide(HttpRequestMessage request)
        => name == "Norce" && request.Method != HttpMethod.Get && !Path(request).EndsWith("/validate", StringComparison.Ordinal);

    public bool MayAcceptFirst(HttpRequestMessage request)
        => name == "Norce" && request.Method == HttpMethod.Put && Path(request).EndsWith("/state", StringComparison.Ordinal);

    /// <summary>Reads, writes that carry a request id, and writes that replace: not what adds one more.</summary>
    public static bool MayArriveTwice(HttpRequestMessage request)
        => request.Method != HttpMethod.Post || Path(request).Contains("/adminapi/", StringComparison.Ordinal);

    public static bool IsCreation(HttpRequestMessage request)
        => request.Method == HttpMethod.Post && !Path(request).Contains("/adminapi/", StringComparison.Ordinal);

    /// <summary>Comes and goes for minutes or hours.</summary>
    public async Task ComeAndGo(World world)
    {
        while (true)
        {
            var perDay = WeatherOf(world.Weather).OutagesPerDay;
            await world.Time.Pause(world.Dice.Seconds(0, 2 * 86400 / Math.Max(0.5, perDay)));
            if (world.IsCalm || perDay == 0) continue;
            IsDown = true;
            world.Trace.Add($"{name} is down");
            await world.Time.Pause(world.Dice.Seconds(5, world.Dice.Of(120, 3600, 4 * 3600)));
            IsDown = false;
            world.Trace.Add($"{name} is up");
        }
    }

    private static string Path(HttpRequestMessage request) => request.RequestUri!.AbsolutePath;
}
