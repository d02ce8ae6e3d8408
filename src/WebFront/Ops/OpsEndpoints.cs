using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Ops.Pages;

namespace QliroAdapter.Ops;

internal static class OpsEndpoints
{
    private const int TimelineRowsMax = 1000;

    public static async Task<IResult> ShowOverview(
        [AsParameters] OverviewQuery query, IPaymentRecords records, ICluster cluster, TimeProvider clock,
        CancellationToken cancellation)
        => OpsPage.Of<Overview>((nameof(Overview.Facts),
            await OverviewFacts.Read(query, records, cluster, clock.GetUtcNow(), cancellation)));

    /// <summary>What of the overview changes from moment to moment, for the script that refreshes it.</summary>
    public static async Task<IResult> ShowNow(
        IPaymentRecords records, ICluster cluster, TimeProvider clock, CancellationToken cancellation)
        => OpsPage.Of<Parts.Now>((nameof(Parts.Now.Facts),
            await OverviewFacts.Read(new(), records, cluster, clock.GetUtcNow(), cancellation)));

    public static async Task<IResult> ShowPayment(
        [FromQuery(Name = "key")] string? key, IPaymentRecords records, IPaymentGrains grains, ICluster cluster,
        CancellationToken cancellation)
    {
        var found = key is { Length: > 0 }
            ? await records.Find(new() { Text = key, IsExact = true, RowsMax = 1 }, cancellation)
            : [];
        if (found is not [var payment]) return NoPayment(key);
        var timeline = await records.Timeline(payment.Key, TimelineRowsMax, cancellation);
        var outbox = PaymentKey.TryParse(payment.Key) is { } known
            ? await grains.Get(known).ShowOutbox(new())
            : null;
        var holder = PaymentKey.TryParse(payment.Key) is { } held
            ? await HolderFacts.Of(held, cluster, nodes: null, cancellation)
            : null;
        var entries = payment.OutboxEntries > 0 ? outbox?.Value?.Entries : null;
        return OpsPage.Of<Payment>(
            (nameof(Pages.Payment.Summary), payment), (nameof(Pages.Payment.Entries), entries ?? []),
            (nameof(Pages.Payment.Money), outbox?.Value?.Details), (nameof(Pages.Payment.Holder), holder),
            (nameof(Pages.Payment.History), TimelineFold.Of(timeline)));
    }

    /// <summary>
    /// A payment for support, as a file: what the page shows. None of it is personal data, because neither the columns,
    /// the outbox, the ledger nor the timeline hold any.
    /// </summary>
    public static async Task<IResult> Export(
        [FromQuery(Name = "key")] string? key, HttpResponse response, IPaymentRecords records, IPaymentGrains grains,
        CancellationToken cancellation)
    {
        if (PaymentKey.TryParse(key) is not { } known) return NoPayment(key);
        var found = await records.Find(new() { Text = key, IsExact = true, RowsMax = 1 }, cancellation);
        if (found is not [var payment]) return NoPayment(key);
        var outbox = await grains.Get(known).ShowOutbox(new());
        var name = Uri.EscapeDataString(known.PaymentId);
        response.Headers.ContentDisposition = $"attachment; filename=\"payment-{name}.json\"";
        return TypedResults.Json(new PaymentExport
        {
            Payment = payment,
            Money = outbox.Value?.Details,
            Outbox = outbox.Value?.Entries ?? [],
            Timeline = await records.Timeline(payment.Key, TimelineRowsMax, cancellation),
        }, PaymentExport.Json);
    }

    /// <summary>The answer where a key names nothing that is stored.</summary>
    public static IResult NoPayment(string? key)
        => OpsPage.Of<NoPayment>(StatusCodes.Status404NotFound, (nameof(Pages.NoPayment.Key), key ?? ""));

    public static async Task<IResult> LogIn(HttpContext context, OpsAccess access)
    {
        var form = context.Request.HasFormContentType ? await context.Request.ReadFormAsync() : FormCollection.Empty;
        var to = OpsReturn.Checked(form["to"]);
        var (session, wait) = access.LogIn(context.Request, form["token"]);
        if (session is null) return OpsGate.AskToLogIn(context, wait, to, isWrong: true);
        context.Response.Cookies.Append(OpsSession.Cookie, session, CookieFor(context.Request, OpsSession.Length));
        return TypedResults.LocalRedirect($"~{to}");
    }

    public static async Task<IResult> LogOut(HttpContext context, OpsAccess access)
    {
        await access.LogOut(context.Request);
        context.Response.Cookies.Delete(OpsSession.Cookie, CookieFor(context.Request, length: null));
        return TypedResults.LocalRedirect("~/ops");
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
