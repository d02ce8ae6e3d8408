using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.Ops;

internal static class OpsRoutes
{
    private static readonly TimeSpan pageTimeout = TimeSpan.FromSeconds(10);

    public static void AddOps(this IServiceCollection services, IConfiguration configuration)
    {
        services.AddSingleton<OpsSession>();
        services.AddSettings<OpsOptions>(configuration);
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
        ops.MapGet("/payment", OpsEndpoints.ShowPayment).WithRequestTimeout(pageTimeout);
        ops.MapGet("/payment/compare", RepairEndpoints.ShowComparison).WithRequestTimeout(pageTimeout);
        ops.MapGet("/payment/retry", RepairEndpoints.AskToRetry).WithRequestTimeout(pageTimeout);
        ops.MapGet("/runbooks", RunbookEndpoints.List).WithRequestTimeout(pageTimeout);
        ops.MapGet("/runbooks/{name}", RunbookEndpoints.Show).WithRequestTimeout(pageTimeout);
        ops.MapGet("/payment/export", OpsEndpoints.Export).WithRequestTimeout(pageTimeout);
        ops.MapPost("/payment/refresh", RepairEndpoints.Refresh);
        ops.MapPost("/payment/retry", RepairEndpoints.RetryNow);
        ops.MapPost("/payment/resume", RepairEndpoints.Resume);
        ops.MapPost("/login", OpsEndpoints.LogIn).WithMetadata(OpenToStrangers.Mark);
        ops.MapPost("/logout", OpsEndpoints.LogOut).WithMetadata(OpenToStrangers.Mark);
        ops.MapGet("/ops.css", OpsEndpoints.Style).WithMetadata(OpenToStrangers.Mark);
    }
}
