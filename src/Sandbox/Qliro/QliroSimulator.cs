using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// A Qliro Checkout on a loopback port: Merchant API, Admin API v2, pushes with their retries, callbacks, and a
/// checkout page to show in an iframe. Safe for concurrent use.
/// </summary>
public sealed partial class QliroSimulator : IAsyncDisposable
{
    private readonly WireServer server;
    private readonly Outbound outbound;
    private readonly QliroLedger ledger;
    private readonly Render render;
    private readonly Snippet snippet;
    private readonly PushQueue pushes;
    private readonly Transactions transactions;
    private readonly Purchases purchases;
    private readonly MerchantApi merchantApi;
    private readonly AdminApi adminApi;
    private readonly CheckoutUi checkoutUi;

    private QliroSimulator(QliroSimulatorOptions options)
    {
        Options = options;
        server = new WireServer(Answer, IsWrite, options.Clock);
        outbound = new Outbound(options.CallbackHandler, options.Clock);
        ledger = new QliroLedger(options);
        render = new Render(options);
        snippet = new Snippet(() => BaseUrl);
        pushes = new PushQueue(options, outbound);
        transactions = new Transactions(ledger, pushes, render, options);
        purchases = new Purchases(ledger, transactions, pushes, render, outbound, options);
        merchantApi = new MerchantApi(ledger, render, snippet, options);
        adminApi = new AdminApi(ledger, transactions, render, options);
        checkoutUi = new CheckoutUi(this, ledger);
    }

    /// <summary>The simulator's behaviour; settable members may be changed while it runs.</summary>
    public QliroSimulatorOptions Options { get; }

    /// <summary>The URL before <c>/checkout/merchantapi</c> and <c>/checkout/adminapi/v2</c>.</summary>
    public string BaseUrl => server.BaseUrl;

    public RequestLog Log => server.Log;

    public Faults Faults => server.Faults;

    /// <summary>Every push so far with its attempts, in the order in which they were due.</summary>
    public IReadOnlyList<Push> Pushes => pushes.Log;

    /// <summary>Faults of the delivery of pushes.</summary>
    public PushSwitches PushSwitches => pushes.Switches;

    public static async Task<QliroSimulator> Start(QliroSimulatorOptions? options = null,
        CancellationToken cancel = default)
    {
        var simulator = new QliroSimulator(options ?? new QliroSimulatorOptions());
        if (simulator.Options.Listen) await simulator.server.Listen(simulator.Options.Port, cancel);
        return simulator;
    }

    /// <summary>Passes a client's requests to the simulator without a socket; any host name works.</summary>
    public HttpMessageHandler CreateHandler() => server.CreateHandler();

    public async ValueTask DisposeAsync()
    {
        pushes.Dispose();
        await server.DisposeAsync();
        outbound.Dispose();
    }

    private static bool IsWrite(WireRequest request) => request.Method != "GET"
        && !request.Path.StartsWith("/checkout-ui", StringComparison.OrdinalIgnoreCase);

    private async Task<WireAnswer> Answer(WireRequest request)
    {
        if (request.Path.Contains("//", StringComparison.Ordinal)) return WireAnswer.Empty(404);
        string[] parts = [.. request.Segments.Select(part => part.ToLowerInvariant())];
        if (parts is ["checkout-ui", .. var page]) return await checkoutUi.Answer(request, page);
        try
        {
            return parts switch
            {
                ["checkout", "merchantapi", .. var rest] =>
                    Signed(request, merchant => merchantApi.Answer(request, rest, merchant)),
                ["checkout", "adminapi", "v2", .. var rest] =>
                    Signed(request, merchant => adminApi.Answer(request, rest, merchant)),
                _ => WireAnswer.Empty(404),
            };
        }
        catch (QliroRefusal refusal)
        {
            return refusal.Answer(Options, ledger.Ids.Guid());
        }
    }

    // The signature is checked before anything else.
    private WireAnswer Signed(WireRequest request, Func<QliroMerchant, WireAnswer> answer)
    {
        var merchant = QliroSignature.Verify(request, Options.Merchants);
        var isJson = request.Header("Content-Type").StartsWith("application/json", StringComparison.OrdinalIgnoreCase);
        if (request.Method != "GET" && !isJson) return WireAnswer.Empty(415);
        lock (ledger.Gate) return answer(merchant);
    }
}
