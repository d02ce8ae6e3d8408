using System.Text;
using Microsoft.AspNetCore.Mvc;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops.Pages;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Silo;

namespace QliroAdapter.Ops;

internal static class OpsEndpoints
{
    private const int BodiesMax = 100;

    public static async Task<IResult> ShowOverview(
        [AsParameters] OverviewQuery query, IPaymentRecords records, StateCounts counts, ICluster cluster,
        TimeProvider clock, IOptions<AdapterOptions> options, CancellationToken cancellation)
    {
        var facts = await OverviewFacts.Read(
            query, options.Value, records, counts, cluster, clock.GetUtcNow(), cancellation);
        return query.Only(facts.Found) is { } only
            ? TypedResults.LocalRedirect($"~/ops/payment?key={Uri.EscapeDataString(only.Key)}")
            : OpsPage.Of<Overview>((nameof(Overview.Facts), facts));
    }

    /// <summary>What of the overview changes from moment to moment, for the script that refreshes it.</summary>
    public static async Task<IResult> ShowNow(
        IPaymentRecords records, StateCounts counts, ICluster cluster, TimeProvider clock,
        IOptions<AdapterOptions> options, CancellationToken cancellation)
        => OpsPage.Of<Parts.Now>((nameof(Parts.Now.Facts), await OverviewFacts.Read(
            new(), options.Value, records, counts, cluster, clock.GetUtcNow(), cancellation)));

    public static async Task<IResult> ShowPayment(
        [FromQuery(Name = "key")] string? key, [FromQuery(Name = "upto")] long? upTo, IPaymentRecords records,
        IPaymentGrains grains, ICluster cluster, IOptions<OpsOptions> options, IOptions<BodyOptions> kept,
        ICallBodies bodies, TimeProvider clock, HttpContext context, CancellationToken cancellation)
    {
        var found = key is { Length: > 0 }
            ? await records.Find(new() { Text = key, IsExact = true, RowsMax = 1 }, cancellation)
            : [];
        if (found is not [var payment]) return NoPayment(key);
        var timeline = await records.Timeline(payment.Key, PaymentExport.TimelineRowsMax, cancellation);
        var known = PaymentKey.TryParse(payment.Key);
        // Asked first: the outbox's page loads the payment, so that some node would always hold it.
        var holder = known is null || upTo is not null ? null
            : await HolderFacts.Of(known.Value, cluster, nodes: null, cancellation);
        var outbox = known is null ? null : await grains.Get(known.Value).ShowOutbox(new());
        var past = upTo is not { } row ? null : await PastFacts.Read(
            payment.Key, row, timeline, bodies, TimeSpan.FromHours(kept.Value.KeepBodiesHours), clock.GetUtcNow(),
            cancellation);
        var content = past?.Payment?.Content ?? outbox?.Value;
        if (past is { Payment: { } then, Version: { } version }) payment = then.Summary(payment, version);
        // Rows that count repeats have no number of their own: they stand at their first time.
        var shown = past is null ? timeline : timeline.TakeWhile(one => one.Sequence <= past.LastRow).ToList();
        var state = past is null or { Payment: not null } ? payment.State
            : StatePath.Of(shown, "").LastOrDefault(one => one.Entry is not null)?.State ?? "not known";
        return OpsPage.Of<Payment>(
            (nameof(Pages.Payment.Summary), payment),
            (nameof(Pages.Payment.Entries), payment.OutboxEntries > 0 ? content?.Entries ?? [] : []),
            (nameof(Pages.Payment.Told), content?.Events ?? []),
            (nameof(Pages.Payment.Money), content?.Details),
            (nameof(Pages.Payment.Holder), holder), (nameof(Pages.Payment.History), TimelineFold.Of(shown)),
            (nameof(Pages.Payment.Path), payment.PaymentId.Length > 0 ? StatePath.Of(shown, state) : null),
            (nameof(Pages.Payment.Past), past),
            (nameof(Pages.Payment.Calls), Operator.Of(context) is { MayAct: true }
                ? await bodies.Find(payment.Key, BodiesMax, cancellation) : []),
            (nameof(Pages.Payment.Links), BackOfficeLinks.Of(options.Value, payment)));
    }

    /// <summary>A payment for support, as a file: what the page shows.</summary>
    public static async Task<IResult> Export(
        [FromQuery(Name = "key")] string? key, [FromQuery(Name = "format")] string? format, HttpResponse response,
        IPaymentRecords records, IPaymentGrains grains, CancellationToken cancellation)
    {
        if (await PaymentExport.Of(key, records, grains, cancellation) is not { } export) return NoPayment(key);
        var name = Uri.EscapeDataString(export.Payment.PaymentId);
        var isCsv = format is "csv";
        response.Headers.ContentDisposition = $"attachment; filename=\"payment-{name}.{(isCsv ? "csv" : "json")}\"";
        return isCsv ? TypedResults.Text(PaymentCsv.Of(export), "text/csv", Encoding.UTF8)
            : TypedResults.Json(export, PaymentExport.Json);
    }

    /// <summary>The answer where a key names nothing that is stored.</summary>
    public static IResult NoPayment(string? key)
        => OpsPage.Of<NoPayment>(StatusCodes.Status404NotFound, (nameof(Pages.NoPayment.Key), key ?? ""));

    public static async Task<IResult> LogIn(HttpContext context, OpsAccess access)
    {
        var form = await context.Request.ReadFields();
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
