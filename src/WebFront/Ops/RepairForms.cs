namespace QliroAdapter.Ops;

/// <summary>
/// The actions an operator has on a payment. All except resuming first lead to a page that says what would be done.
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

    /// <summary>A button that does an action.</summary>
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
