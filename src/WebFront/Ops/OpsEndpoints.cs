using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Ops.Pages;

namespace QliroAdapter.Ops;

internal static partial class OpsEndpoints
{
    private const int TimelineRowsMax = 1000;

    public static async Task<IResult> ShowOverview(
        [AsParameters] OverviewQuery query, IPaymentRecords records, ISiloStatistics node, IPartnerHealth partners,
        IChannelHealth channels, CancellationToken cancellation)
    {
        var counts = await records.CountByState(cancellation);
        var waiting = query.IsFiltered
            ? []
            : await records.Find(new() { ParkedOnly = true, RowsMax = OverviewQuery.RowsMax }, cancellation);
        var found = await records.Find(query.Search(), cancellation);
        return OpsPage.Of<Overview>(
            (nameof(Overview.Query), query), (nameof(Overview.Counts), counts), (nameof(Overview.Waiting), waiting),
            (nameof(Overview.Found), found), (nameof(Overview.Node), node), (nameof(Overview.Partners), partners.Hosts),
            (nameof(Overview.Stale), channels.Stale));
    }

    public static async Task<IResult> ShowPayment(
        [FromQuery(Name = "key")] string? key, IPaymentRecords records, IPaymentGrains grains,
        CancellationToken cancellation)
    {
        var found = key is { Length: > 0 }
            ? await records.Find(new() { Text = key, RowsMax = 1 }, cancellation)
            : [];
        if (found is not [var payment]) return NoPayment(key);
        var timeline = await records.Timeline(payment.Key, TimelineRowsMax, cancellation);
        var outbox = payment is { PaymentId.Length: > 0, OutboxEntries: > 0 }
            ? await grains.Get(PaymentKey.Parse(payment.Key)).ShowOutbox(new())
            : null;
        return OpsPage.Of<Payment>(
            (nameof(Pages.Payment.Summary), payment), (nameof(Pages.Payment.Entries), outbox?.Value?.Entries ?? []),
            (nameof(Pages.Payment.History), timeline));
    }

    /// <summary>The answer where a key names nothing that is stored.</summary>
    public static IResult NoPayment(string? key)
        => OpsPage.Of<NoPayment>(StatusCodes.Status404NotFound, (nameof(Pages.NoPayment.Key), key ?? ""));

    public static async Task<IResult> LogIn(HttpContext context, OpsAccess access, ILogger<OpsAccess> logger)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        if (access.LogIn(form["token"]) is not { } session)
        {
            LogInRefused(logger);
            return OpsPage.Of<Login>(StatusCodes.Status401Unauthorized, (nameof(Login.IsWrong), true));
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
