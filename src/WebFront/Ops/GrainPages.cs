using Orleans.Dashboard;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>The cluster's own pages for operators, behind the same gate as the others.</summary>
internal static class GrainPages
{
    private const string Policy =
        "default-src 'self'; script-src 'self' 'unsafe-inline'; style-src 'self' 'unsafe-inline'; "
        + "img-src 'self' data:; font-src 'self' data:; base-uri 'none'; form-action 'self'; frame-ancestors 'none'";

    public static void MapGrainPages(this IEndpointRouteBuilder routes)
    {
        var pages = routes.MapGroup("").ExcludeFromDescription();
        pages.AddEndpointFilter<OpsGate>();
        // The gate's own policy is for pages without scripts; these are made of scripts, served from here.
        pages.AddEndpointFilter((context, next) =>
        {
            context.HttpContext.Response.Headers.ContentSecurityPolicy = Policy;
            return next(context);
        });
        pages.MapOrleansDashboard(routePrefix: "/ops/grains");
    }
}
