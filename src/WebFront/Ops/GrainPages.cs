using Orleans.Dashboard;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>
/// Orleans' own pages for operators, behind the same login as the others. They are made at the first visit: their files
/// take 70 MB and most of a second, which no start should pay for.
/// </summary>
internal static class GrainPages
{
    private const string Prefix = "/ops/grains";

    // The login's own policy is for pages without scripts; these are made of scripts, served from here.
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapGrainPages(this WebApplication app)
    {
        var pages = new Lazy<RequestDelegate>(() => Make(app));
        var group = app.MapGroup(Prefix).ExcludeFromDescription();
        group.AddEndpointFilter<OpsGate>();
        // A channel's state holds its secret.
        group.MapGet("/GrainState", () => TypedResults.NotFound());
        group.MapMethods("/{**page}", [HttpMethods.Get, HttpMethods.Post], async (HttpContext context) =>
        {
            context.Response.Headers.ContentSecurityPolicy = Policy;
            // They route anew among their own.
            context.SetEndpoint(null);
            await pages.Value(context);
        });
    }

    private static RequestDelegate Make(IApplicationBuilder app)
    {
        var branch = app.New();
        branch.UseRouting();
        branch.UseEndpoints(routes => routes.MapOrleansDashboard(routePrefix: Prefix));
        return branch.Build();
    }
}
