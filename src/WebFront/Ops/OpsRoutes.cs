using QliroAdapter.OutgoingEvents;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.Ops;

internal static class OpsRoutes
{
    private static readonly TimeSpan pageTimeout = TimeSpan.FromSeconds(10);

    // Two rounds of checks of 5 s each, and the page.
    private static readonly TimeSpan checkTimeout = TimeSpan.FromSeconds(15);

    public static void AddOps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<OpsSession>();
        services.AddSingleton<StateCounts>();
        services.AddSettings<OpsOptions>(configuration);
        services.AddSettings<AdapterOptions>(configuration);
        services.AddSettings<EventOptions>(configuration);
        services.AddSettings<BodyOptions>(configuration);
        services.AddSingleton<GuessLimit>();
        services.AddSingleton<OpsAccess>();
    }

    /// <summary>
    /// Maps the ops pages. Reading a page changes nothing and has a time limit. Operators act through forms, each of
    /// which first says what it will do.
    /// </summary>
    public static void MapOpsRoutes(this IEndpointRouteBuilder routes)
    {
        var ops = routes.MapGroup("/ops").ExcludeFromDescription().AddEndpointFilter<OpsGate>();
        ops.MapGet("", OpsEndpoints.ShowOverview).WithRequestTimeout(pageTimeout);
        ops.MapGet("/now", OpsEndpoints.ShowNow).WithRequestTimeout(pageTimeout);
        ops.MapGet("/payment", OpsEndpoints.ShowPayment).WithRequestTimeout(pageTimeout);
        ops.MapGet("/payment/compare", RepairEndpoints.ShowComparison).WithRequestTimeout(pageTimeout);
        ops.MapGet("/payment/retry", RepairEndpoints.AskToRetry).WithRequestTimeout(pageTimeout);
        ops.MapGet("/runbooks", RunbookEndpoints.List).WithRequestTimeout(pageTimeout);
        ops.MapGet("/runbooks/{name}", RunbookEndpoints.Show).WithRequestTimeout(pageTimeout);
        ops.MapGet("/payment/export", OpsEndpoints.Export).WithRequestTimeout(pageTimeout);
        ops.MapGet("/events", EventEndpoint.Show).WithRequestTimeout(pageTimeout);
        ops.MapGet("/cluster", ClusterEndpoint.ShowCluster).WithRequestTimeout(pageTimeout);
        ops.MapGet("/settings", ConfigurationEndpoints.ShowSettings).WithRequestTimeout(pageTimeout);
        ops.MapGet("/channels", ConfigurationEndpoints.ShowChannels).WithRequestTimeout(pageTimeout);
        ops.MapGet("/channel", ConfigurationEndpoints.ShowChannel).WithRequestTimeout(checkTimeout);
        ops.MapGet("/payment/callback", CallbackEndpoints.Ask).WithRequestTimeout(pageTimeout);
        ops.MapPost("/payment/callback", CallbackEndpoints.Do);
        ops.MapGet("/payment/{action}", RepairEndpoints.Ask).WithRequestTimeout(pageTimeout);
        ops.MapPost("/payment/{action}", RepairEndpoints.Do);
        ops.MapGet("/parked", ParkedEndpoints.Show).WithRequestTimeout(pageTimeout);
        ops.MapPost("/parked/run", ParkedEndpoints.Run);
        ops.MapPost("/parked/stop", ParkedEndpoints.Stop);
        ops.MapGet("/api/payments", OpsApi.List).WithRequestTimeout(pageTimeout);
        ops.MapGet("/api/payment", OpsApi.Show).WithRequestTimeout(pageTimeout);
        ops.MapGet("/api/payment/callbacks", CallbackEndpoints.List).WithRequestTimeout(pageTimeout);
        ops.MapGet("/api/payment/callback", CallbackEndpoints.Preview).WithRequestTimeout(pageTimeout);
        ops.MapPost("/api/payment/callback", CallbackEndpoints.Act);
        ops.MapGet("/api/payment/{action}", OpsApi.Preview).WithRequestTimeout(pageTimeout);
        ops.MapPost("/api/payment/{action}", OpsApi.Act);
        ops.MapPost("/login", OpsEndpoints.LogIn).WithMetadata(OpenToStrangers.Mark);
        ops.MapPost("/logout", OpsEndpoints.LogOut).WithMetadata(OpenToStrangers.Mark);
        foreach (var asset in OpsAssets.All)
            ops.MapGet($"/{asset.Name}", asset.Send).WithMetadata(OpenToStrangers.Mark);
    }
}
