namespace QliroAdapter.Ops;

/// <summary>Shows what a retry of the outbox would do.</summary>
internal static class RetryPage
{
    public static IResult Result(HttpRequest request, PaymentKey key, IReadOnlyList<OutboxItem> entries)
    {
        var page = new Page(request);
        var waiting = entries.Where(entry => !entry.IsParked).ToList();
        return page.Result($"Retry payment {key.PaymentId}", Html.Of($"""
            <p><a href="{page.PaymentUrl(key.ToString())}">Back to the payment</a>.</p>
            {OutboxTable.Of(waiting)}
            {(waiting.Count == 0 ? Nothing() : Announced(page, key))}
            """));
    }

    private static Html Nothing() => Html.Of($"""
        <p class="empty" data-testid="nothing">
        Nothing waits to be tried: what is parked is resumed on the payment's page.</p>
        """);

    private static Html Announced(Page page, PaymentKey key) => Html.Of($"""
        <p>These calls would be tried at once, in this order. Each reads its partner first, so that trying one that was
        delivered all the same changes nothing.</p>
        {RepairForms.Button(page, "retry", key.ToString(), "Retry now")}
        """);
}
