using QliroAdapter.Bench.Baseline.Norce;
using QliroAdapter.Bench.Baseline.Qliro;
using QliroAdapter.Bench.Baseline.Routes;
using QliroAdapter.Bench.Baseline.Store;

namespace QliroAdapter.Bench.Baseline;

/// <summary>
/// What one would write in place of the adapter, and want fast: stateless handlers on PostgreSQL. Every call is one
/// transaction that locks the payment's row, calls the partners and writes row and event in one statement. The calls
/// to partners are those that the contract asks for. It has no outbox, so a partner that is away fails the call, and
/// a crash between a partner's answer and the commit leaves both sides different: it is here to be compared with.
/// It takes the adapter's settings.
/// </summary>
public static class BaselineApp
{
    public static async Task<WebApplication> Build(string[] args)
    {
        var builder = WebApplication.CreateSlimBuilder(args);
        builder.Logging.SetMinimumLevel(LogLevel.Warning);
        builder.Services.AddSingleton(Network());
        builder.Services.AddSingleton<Callers>();
        builder.Services.AddSingleton<NorceClient>();
        builder.Services.AddSingleton<QliroClient>();
        builder.Services.AddSingleton(await PaymentStore.Open(
            builder.Configuration["Storage:Postgres:ConnectionString"]!));
        var app = builder.Build();
        app.MapGet("/health/ready", () => Results.Ok());
        var checkout = app.MapGroup("/api/checkout/v1");
        CheckoutRoutes.Map(checkout.MapGroup("/orders/{order}/payments"));
        CallbackRoutes.Map(checkout.MapGroup("/callback/orders/{order}/payments/{payment}"));
        CaptureRoute.Map(app.MapGroup("/api/order/v1/orders/{order}/payments/{payment}"));
        IdealRoute.Map(app);
        return app;
    }

    // As many connections as there are calls, kept for as long as the program runs.
    private static HttpMessageInvoker Network() => new(new SocketsHttpHandler
    {
        UseProxy = false, UseCookies = false, AllowAutoRedirect = false, ActivityHeadersPropagator = null,
        PooledConnectionIdleTimeout = TimeSpan.FromMinutes(5), PooledConnectionLifetime = TimeSpan.FromMinutes(15),
    });
}
