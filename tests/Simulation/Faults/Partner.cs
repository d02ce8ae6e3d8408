using QliroAdapter.Sandbox.Wire;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.Faults;

/// <summary>A simulated partner with its connection and its outages.</summary>
internal sealed class Partner(
    string name, HttpMessageHandler handler, RequestLog log, Func<Weather, PartnerWeather> weatherOf)
{
    private readonly HttpMessageInvoker invoker = new(handler);
    private readonly Dictionary<string, int> writes = new(StringComparer.Ordinal);

    public string Name => name;

    public bool IsDown => DownSince is not null;

    /// <summary>Null when it can be reached.</summary>
    public DateTimeOffset? DownSince { get; private set; }

    public PartnerWeather WeatherOf(Weather weather) => weatherOf(weather);

    /// <summary>Nobody reads the partner's own log, because the trace shows what was sent.</summary>
    public async Task<HttpResponseMessage> Send(HttpRequestMessage request)
    {
        log.Clear();
        var response = await invoker.SendAsync(request, CancellationToken.None);
        if (MayCollide(request)) writes[OrderOf(request)] = WritesOn(OrderOf(request)) + 1;
        return response;
    }

    /// <summary>Number of answered calls that tried to change this Norce order.</summary>
    public int WritesOn(string orderId) => writes.GetValueOrDefault(orderId);

    public bool MayCollide(HttpRequestMessage request) => name == "Norce" && IsHeldByHooks(request);

    /// <summary>
    /// True for Norce's writes that wait for the hooks of another write, or are refused while these run.
    /// </summary>
    public static bool IsHeldByHooks(HttpRequestMessage request)
        => request.Method != HttpMethod.Get && !Path(request).EndsWith("/validate", StringComparison.Ordinal);

    public bool MayAcceptFirst(HttpRequestMessage request)
        => name == "Norce"
            && request.Method == HttpMethod.Put && Path(request).EndsWith("/state", StringComparison.Ordinal);

    /// <summary>
    /// True for reads, writes with a request id, and writes that replace; false for calls that add something.
    /// </summary>
    public static bool MayArriveTwice(HttpRequestMessage request)
        => request.Method != HttpMethod.Post || Path(request).Contains("/adminapi/", StringComparison.Ordinal);

    public static bool IsCreation(HttpRequestMessage request)
        => request.Method == HttpMethod.Post && !Path(request).Contains("/adminapi/", StringComparison.Ordinal);

    /// <summary>
    /// True for reads and for calls whose answer names what they made, other than those that move money, which
    /// <see cref="PartnerWeather.Emptied"/> is about.
    /// </summary>
    public bool AnswersWithContent(HttpRequestMessage request) => request.Method == HttpMethod.Get
        || (request.Method == HttpMethod.Post && (name == "Qliro"
            ? !MovesMoney(request)
            : Path(request).EndsWith("/payments", StringComparison.Ordinal)
                || Path(request).EndsWith("/shippings", StringComparison.Ordinal)));

    /// <summary>True for Qliro's writes whose outcome is a transaction.</summary>
    public bool MovesMoney(HttpRequestMessage request)
        => name == "Qliro" && request.Method == HttpMethod.Post
            && Path(request).Contains("/adminapi/", StringComparison.Ordinal);

    public void GoDown(World world)
    {
        if (IsDown) return;
        DownSince = world.Time.GetUtcNow();
        world.Trace.Add($"{name} is down");
    }

    public void ComeUp(World world)
    {
        if (!IsDown) return;
        DownSince = null;
        world.Trace.Add($"{name} is up");
    }

    private static string OrderOf(HttpRequestMessage request)
        => Path(request).Split('/').SkipWhile(part => part != "orders").ElementAtOrDefault(1) ?? "";

    private static string Path(HttpRequestMessage request) => request.RequestUri!.AbsolutePath;
}
