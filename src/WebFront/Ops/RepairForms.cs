namespace QliroAdapter.Ops;

/// <summary>
/// What an operator can have done with a payment. Each way but resuming leads over a page that says what it would do.
/// </summary>
internal static class RepairForms
{
    public static Html Of(Page page, PaymentSummary payment, IReadOnlyList<OutboxItem> entries) => Html.Of($"""
        <div class="actions" data-testid="actions">
        <a class="button" href="{page.RepairUrl("compare", payment.Key)}"
            data-testid="compare">Compare and refresh …</a>
        {(entries.Any(entry => !entry.IsParked) ? Retry(page, payment) : Html.Nothing)}
        {(payment.ParkedReason is null ? Html.Nothing : Resume(page, payment))}
        </div>
        """);

    /// <summary>A button that has something done.</summary>
    public static Html Button(Page page, string what, string key, string label) => Html.Of($"""
        <form method="post" action="{page.RepairUrl(what, key)}"><button data-testid="{what}">{label}</button></form>
        """);

    private static Html Retry(Page page, PaymentSummary payment) => Html.Of($"""
        <a class="button" href="{page.RepairUrl("retry", payment.Key)}" data-testid="ask-to-retry">Retry now …</a>
        """);

    private static Html Resume(Page page, PaymentSummary payment) => Html.Of($"""
        {Button(page, "resume", payment.Key, "Resume")}
        <span class="hint">Resume when its reason is gone: the parked calls are tried at once,
        then all is compared.</span>
        """);
}
