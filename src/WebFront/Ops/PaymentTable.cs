namespace QliroAdapter.Ops;

/// <summary>A list of payments, one row each.</summary>
internal static class PaymentTable
{
    public static Html Of(Page page, string caption, string testId, IReadOnlyList<PaymentSummary> payments)
        => payments.Count == 0 ? Empty(caption, testId) : Html.Of($"""
            <div class="scroll">
            <table data-testid="{testId}">
            <caption>{caption}</caption>
            <thead><tr>
            <th scope="col">Order</th><th scope="col">Payment</th><th scope="col">Qliro order</th>
            <th scope="col">Merchant, channel</th><th scope="col">State</th>
            <th scope="col" class="number">Outbox entries</th>
            <th scope="col">Looked at again</th><th scope="col">Changed</th>
            </tr></thead>
            <tbody>{payments.Select(payment => Row(page, payment))}</tbody>
            </table>
            </div>
            """);

    private static Html Empty(string caption, string testId) => Html.Of($"""
        <p data-testid="{testId}" class="empty">{caption}: none.</p>
        """);

    private static Html Row(Page page, PaymentSummary payment) => Html.Of($"""
        <tr data-testid="payment-row">
        <td><a href="{page.SearchUrl("text", payment.OrderId)}">{payment.OrderId}</a></td>
        <td><a href="{page.PaymentUrl(payment.Key)}" data-testid="payment-link">{Name(payment)}</a></td>
        <td>{payment.QliroOrderId ?? "none yet"}</td>
        <td>{payment.Merchant}, {payment.Channel}</td>
        <td>{State(payment)}</td>
        <td class="number">{payment.OutboxEntries}</td>
        <td>{(payment.DueAt is { } due ? Html.Of($"{due}") : Html.Of($"-"))}</td>
        <td>{payment.UpdatedAt}</td>
        </tr>
        """);

    public static Html State(PaymentSummary payment) => payment.ParkedReason is { } reason
        ? Html.Of($"""<span class="state">{payment.State}</span> <span class="parked">parked: {reason}</span>""")
        : Html.Of($"""<span class="state">{payment.State}</span>""");

    private static string Name(PaymentSummary payment)
        => payment.PaymentId.Length > 0 ? payment.PaymentId : "(creations)";
}
