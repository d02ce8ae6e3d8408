using Microsoft.AspNetCore.Mvc;

namespace QliroAdapter.Ops;

internal static partial class OpsEndpoints
{
    private const int TimelineRowsMax = 1000;

    public static async Task<IResult> Overview(
        [AsParameters] OverviewQuery query, HttpRequest request, IPaymentRecords records, ISiloStatistics node,
        IPartnerHealth partners, IChannelHealth channels, TimeProvider clock, CancellationToken cancellation)
    {
        var counts = await records.CountByState(cancellation);
        var waiting = query.IsFiltered
            ? []
            : await records.Find(new() { ParkedOnly = true, RowsMax = OverviewQuery.RowsMax }, cancellation);
        var found = await records.Find(query.Search(), cancellation);
        return OverviewPage.Result(request, query, counts, waiting, found, node, partners.Hosts,
            ChannelTable.Of(channels.Stale, clock.GetUtcNow()));
    }

    public static async Task<IResult> Payment(
        [FromQuery(Name = "key")] string? key, HttpRequest request, IPaymentRecords records, IPaymentGrains grains,
        TimeProvider clock, CancellationToken cancellation)
    {
        var found = key is { Length: > 0 }
            ? await records.Find(new() { Text = key, RowsMax = 1 }, cancellation)
            : [];
        if (found is not [var payment]) return PaymentPage.NotFound(request, key ?? "");
        var timeline = await records.Timeline(payment.Key, TimelineRowsMax, cancellation);
        var outbox = payment is { PaymentId.Length: > 0, OutboxEntries: > 0 }
            ? await grains.Get(PaymentKey.Parse(payment.Key)).ShowOutbox(new())
            : null;
        return PaymentPage.Result(request, payment, outbox?.Value?.Entries ?? [], timeline, clock.GetUtcNow());
    }

    public static async Task<IResult> LogIn(HttpContext context, OpsAccess access, ILogger<OpsAccess> logger)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        if (access.LogIn(form["token"]) is not { } session)
        {
            LogInRefused(logger);
            return LoginPage.Result(context.Request, wrong: true);
        }
        context.Response.Cookies.Append(OpsSession.Cookie, session, CookieFor(context.Request, OpsSession.Length));
        return TypedResults.LocalRedirect("~/ops");
    }

    public static IResult LogOut(HttpContext context)
    {
        context.Response.Cookies.Delete(OpsSession.Cookie, CookieFor(context.Request, length: null));
        return TypedResults.LocalRedirect("~/ops");
    }

    public static IResult Style(HttpResponse response)
    {
        response.Headers.CacheControl = "private, max-age=3600";
        return TypedResults.Stream(
            typeof(OpsEndpoints).Assembly.GetManifestResourceStream("ops.css")!, "text/css; charset=utf-8");
    }

    private static CookieOptions CookieFor(HttpRequest request, TimeSpan? length) => new()
    {
        HttpOnly = true,
        Secure = request.IsHttps,
        SameSite = SameSiteMode.Strict,
        Path = $"{request.PathBase}/ops",
        MaxAge = length,
        IsEssential = true,
    };
}
