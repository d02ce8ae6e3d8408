using System.Globalization;

namespace QliroAdapter.Ops;

/// <summary>One payment: its status, what happens next, and everything that has happened to it.</summary>
internal static class PaymentPage
{
    public static IResult Result(
        HttpRequest request, PaymentSummary payment, IReadOnlyList<OutboxItem> entries,
        IReadOnlyList<TimelineEntry> timeline,
        DateTimeOffset now)
    {
        var page = new Page(request);
        var title = payment.PaymentId.Length > 0
            ? $"Payment {payment.PaymentId}"
            : $"Creations on order {payment.OrderId}";
        return page.Result(title, Html.Of($"""
            <p class="status" data-testid="status">{StatusText.Of(payment, now)}</p>
            {(payment.PaymentId.Length > 0 ? RepairForms.Of(page, payment, entries) : Html.Nothing)}
            {Summary(page, payment)}
            {OutboxTable.Of(entries)}
            {Timeline(timeline)}
            """));
    }

    public static IResult NotFound(HttpRequest request, string key)
    {
        var page = new Page(request);
        return page.Result(
            "No such payment",
            Html.Of($"""
                <p>Nothing is stored under the key <code>{key}</code>. <a href="{page.Root}">Search for it</a>.</p>
                """),
            StatusCodes.Status404NotFound);
    }

    private static Html Summary(Page page, PaymentSummary payment) => Html.Of($"""
        <dl class="summary" data-testid="summary">
        <div><dt>Order</dt>
        <dd>
        <a href="{page.SearchUrl("text", payment.OrderId)}" data-testid="order-link">{payment.OrderId}</a>
        </dd></div>
        <div><dt>Merchant, channel</dt><dd>{payment.Merchant}, {payment.Channel}</dd></div>
        <div><dt>Qliro order</dt><dd data-testid="qliro-order">{payment.QliroOrderId ?? "none yet"}</dd></div>
        <div><dt>State</dt><dd data-testid="state">{PaymentTable.State(payment)}</dd></div>
        <div><dt>Outbox entries</dt><dd data-testid="outbox-entries">{payment.OutboxEntries}</dd></div>
        <div><dt>Version</dt><dd>{payment.Version}</dd></div>
        <div><dt>Changed</dt><dd>{payment.UpdatedAt}</dd></div>
        <div><dt>Key</dt><dd><code>{payment.Key}</code></dd></div>
        {(payment.PaymentId.Length > 0 ? Creation(page, payment) : Html.Nothing)}
        </dl>
        """);

    // Events from before the payment existed are in the order's creation record.
    private static Html Creation(Page page, PaymentSummary payment)
    {
        var order = OrderKey.Of(payment.Merchant, payment.Channel, payment.OrderId).ToString();
        return Html.Of($"""
            <div><dt>Before it</dt><dd>
            <a href="{page.PaymentUrl(order)}" data-testid="creation-link">creations on the order</a>
            </dd></div>
            """);
    }

    private static Html Timeline(IReadOnlyList<TimelineEntry> timeline) => timeline.Count == 0
        ? Html.Of($"""<p class="empty" data-testid="timeline">Nothing has been written down about it.</p>""")
        : Html.Of($"""
            <div class="scroll">
            <table data-testid="timeline">
            <caption>What happened, oldest first (times are UTC)</caption>
            <thead><tr><th scope="col" class="number">#</th><th scope="col">Time</th>
            <th scope="col" class="number">After</th><th scope="col">Kind</th><th scope="col">What</th></tr></thead>
            <tbody>{timeline.Select((entry, index) => Row(entry, index == 0 ? null : timeline[index - 1]))}</tbody>
            </table>
            </div>
            """);

    private static Html Row(TimelineEntry entry, TimelineEntry? before) => Html.Of($"""
        <tr data-testid="timeline-row" class="{Kind(entry)}">
        <td class="number">{(entry.Sequence == 0 ? "" : $"{entry.Sequence}")}</td>
        <td>{entry.At}</td>
        <td class="number">{(before is null ? "" : Gap(entry.At - before.At))}</td>
        <td><span class="kind">{entry.Kind}</span></td>
        <td>{entry.Summary}{Times(entry)}</td>
        </tr>
        """);

    private static Html Times(TimelineEntry entry) => entry.LastAt is not { } last
        ? Html.Nothing
        : Html.Of($"""
             <span class="times" data-testid="times">{Count(entry.Times)}, last at {last}</span>
            """);

    private static string Count(long times) => string.Create(
        CultureInfo.InvariantCulture, $"{times:#,0} {(times == 1 ? "time" : "times")}");

    // Only kinds that the style sheet knows become a class. A kind that a newer node wrote is shown without one.
    private static string Kind(TimelineEntry entry)
        => entry.Kind is "callback" or "decision" or "call" or "refusal" or "problem" ? entry.Kind : "other";

    private static string Gap(TimeSpan gap) => gap switch
    {
        { TotalSeconds: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalMilliseconds:0} ms"),
        { TotalMinutes: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalSeconds:0.0} s"),
        { TotalHours: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalMinutes:0.0} min"),
        { TotalDays: < 1 } => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalHours:0.0} h"),
        _ => string.Create(CultureInfo.InvariantCulture, $"{gap.TotalDays:0.0} days"),
    };
}
