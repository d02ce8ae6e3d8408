using System.Net;

namespace QliroAdapter.Sandbox.Wire;

/// <summary>
/// Keeps other web sites out of a server on loopback: what changes something must come from its own pages or from no
/// page at all, and a name that another site has pointed at this machine is not answered.
/// </summary>
internal static class OwnOrigin
{
    /// <summary>Refuses foreign requests with 403 before anything else sees them.</summary>
    public static void UseOwnOrigin(this WebApplication app) => app.Use(async (context, next) =>
    {
        if (IsOurs(context.Request))
        {
            await next(context);
            return;
        }

        context.Response.StatusCode = StatusCodes.Status403Forbidden;
        await context.Response.WriteAsync("Only this machine's own pages and programs may ask this.\n");
    });

    private static bool IsOurs(HttpRequest request)
    {
        if (!IsLoopback(request.Host.Host)) return false;
        if (HttpMethods.IsGet(request.Method) || HttpMethods.IsHead(request.Method)) return true;
        // Browsers tell both of every request that changes something; programs tell neither.
        var own = $"{request.Scheme}://{request.Host.Value}";
        if (request.Headers.Origin is [{ } origin] && origin != own) return false;
        return request.Headers["Sec-Fetch-Site"] is not [{ } site] || site is "same-origin" or "none";
    }

    private static bool IsLoopback(string host) => host == "localhost"
        || (IPAddress.TryParse(host.Trim('[', ']'), out var address) && IPAddress.IsLoopback(address));
}
