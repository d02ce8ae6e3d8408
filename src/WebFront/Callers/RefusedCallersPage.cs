using QliroAdapter.Ops;

namespace QliroAdapter.WebFront;

/// <summary>The console's page about calls that were turned away.</summary>
internal static class RefusedCallersPage
{
    public static void MapRefusedCallersPage(this IEndpointRouteBuilder routes)
        => routes.MapGroup("/ops").ExcludeFromDescription().AddEndpointFilter<OpsGate>().MapGet("/callers", Show);

    public static IResult Show(RefusedCallers callers)
        => OpsPage.Of<RefusedCallerRows>((nameof(RefusedCallerRows.Rows), callers.All));
}
