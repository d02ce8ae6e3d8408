using Orleans.Dashboard;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>
/// The pages of Orleans' Dashboard, behind the same login as the other ops pages. They are created at the first visit,
/// because their files take 70 MB and most of a second, which would slow every start.
/// </summary>
internal static class GrainPages
{
    private const string Prefix = "/ops/grains";

    // The ops pages' own policy forbids scripts. These pages need scripts, which are served from here.
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapGrainPages(this WebApplication app)
    {
        var pages = new Lazy<RequestDelegate>(() => Make(app));
        var group = app.MapGroup(Prefix).ExcludeFromDescription();
        group.AddEndpointFilter<OpsGate>();
        // The state of a channel's grain holds the merchant's secret.
        group.MapGet("/GrainState", () => TypedResults.NotFound());
        group.MapMethods("/{**page}", [HttpMethods.Get, HttpMethods.Post], async (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            // The pages have their own routing, so the endpoint that was chosen here is cleared.
            context.SetEndpoint(null);
            await pages.Value(context);
        });
    }

    private static RequestDelegate Make(IApplicationBuilder app)
    {
        var branch = app.New();
        branch.UseRouting();
        branch.UseEndpoints(routes => routes.MapOrleansDashboard(routePrefix: Prefix).ExcludeFromDescription());
        return branch.Build();
    }
}
