using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>
/// A Norce Checkout on a loopback port: Order API v0, Configuration API and the token endpoint, with hooks, validations
/// and notifications. Safe for concurrent use. The commands of this class run the same code as HTTP requests, hooks
/// included.
/// </summary>
public sealed partial class NorceSimulator : IAsyncDisposable
{
    /// <summary>The path before <c>/api/v0/checkout/…</c>.</summary>
    public const string OrderRoot = "/checkout/order";

    /// <summary>The path before <c>/api/v1/configuration/…</c>.</summary>
    public const string ConfigurationRoot = "/checkout/configuration";

    private const string TokenPath = "/identity/1.0/connect/token";
    private readonly WireServer server;
    private readonly Outbound outbound;
    private readonly OrderStore store;
    private readonly NorceTokens tokens;
    private readonly ConfigurationApi configurations;
    private readonly HookRunner hooks;
    private readonly Notifications notifications;
    private readonly OrderApi orders;

    private NorceSimulator(NorceSimulatorOptions options)
    {
        Options = options;
        var ids = new IdSource(options.Seed);
        server = new WireServer(Answer, IsWrite, options.Clock);
        outbound = new Outbound(options.CallbackHandler, options.Clock);
        store = new OrderStore(options.Clock, ids);
        tokens = new NorceTokens(options, ids);
        configurations = new ConfigurationApi(tokens);
        hooks = new HookRunner(options, outbound);
        notifications = new Notifications(options, outbound);
        var changes = new OrderChanges(store, hooks, notifications, options);
        orders = new OrderApi(tokens, store, changes, hooks, outbound, options);
    }

    /// <summary>The simulator's behaviour; settable members may be changed while it runs.</summary>
    public NorceSimulatorOptions Options { get; }

    public string BaseUrl => server.BaseUrl;

    /// <summary>The base URL before <c>/api/v0/checkout/…</c>.</summary>
    public string OrderApiUrl => BaseUrl + OrderRoot;

    /// <summary>The base URL before <c>/api/v1/configuration/…</c>.</summary>
    public string ConfigurationApiUrl => BaseUrl + ConfigurationRoot;

    /// <summary>The token endpoint for client credentials.</summary>
    public string TokenUrl => BaseUrl + TokenPath;

    public RequestLog Log => server.Log;

    public Faults Faults => server.Faults;

    /// <summary>Every hook called so far, in order.</summary>
    public IReadOnlyList<HookCall> HookCalls => hooks.Calls;

    /// <summary>Every attempt to send a notification so far.</summary>
    public IReadOnlyList<(string Url, int? Status)> NotificationAttempts => notifications.Attempts;

    public static async Task<NorceSimulator> Start(NorceSimulatorOptions? options = null,
        CancellationToken cancel = default)
    {
        var simulator = new NorceSimulator(options ?? new NorceSimulatorOptions());
        if (simulator.Options.Listen) await simulator.server.Listen(simulator.Options.Port, cancel);
        return simulator;
    }

    /// <summary>Passes a client's requests to the simulator without a socket; any host name works.</summary>
    public HttpMessageHandler CreateHandler() => server.CreateHandler();

    /// <summary>Waits until operations that were answered with 202 have run.</summary>
    public Task FinishAccepted() => server.FinishAccepted();

    public async ValueTask DisposeAsync()
    {
        await server.DisposeAsync();
        outbound.Dispose();
    }

    private static bool IsWrite(WireRequest request) => request.Method != "GET"
        && request.Path.StartsWith(OrderRoot, StringComparison.OrdinalIgnoreCase)
        && !request.Path.EndsWith("/validate", StringComparison.OrdinalIgnoreCase);

    private async Task<WireAnswer> Answer(WireRequest request)
    {
        if (request.Path.Contains("//", StringComparison.Ordinal)) return WireAnswer.Empty(404);
        return request.Segments switch
        {
            ["checkout", "order", "api", "v0", "checkout", "orders", .. var rest] => await orders.Answer(request, rest),
            ["checkout", "configuration", "api", "v1", "configuration", .. var rest] =>
                configurations.Answer(request, rest),
            _ when request.Path == TokenPath => tokens.Issue(request),
            _ => WireAnswer.Empty(404),
        };
    }
}
