using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Decides whether reversals in Qliro's admin order are those of a cancel whose answer was lost, because Qliro reverses
/// for other reasons too. A cancel releases what no capture has taken or was taking when the cancel arrived. A capture
/// that has failed since counts as one that was taking then, unless it had ended before the cancel was requested.
/// </summary>
internal sealed class CancelReleases
{
    private readonly Operation operation;
    private readonly AdminOrder adminOrder;
    private readonly IReadOnlySet<long> replaced;
    private readonly List<AdminTransaction> captures;

    public CancelReleases(Operation operation, AdminOrder adminOrder, IReadOnlySet<long> replaced)
    {
        (this.operation, this.adminOrder, this.replaced) = (operation, adminOrder, replaced);
        captures = Live(TransactionType.Capture).Where(one => one.IsSuccess || MayHaveBeenTaking(one)).ToList();
    }

    /// <summary>
    /// There are some, worth at least what the cancel found reserved, less what captures held back from it; and when
    /// all of them have succeeded, nothing is left reserved but that.
    /// </summary>
    public bool Are(IReadOnlyList<AdminTransaction> reversals, OperationPart part)
        => reversals.Count > 0
            && Sum(reversals) >= Math.Min(part.Amount, Reserved() - Sum(captures) - ReleasedBefore())
            && !(reversals.All(one => one.IsCarriedOut) && Left() > Sum(captures.Where(one => !one.IsSuccess)));

    private decimal Reserved() => Sum((adminOrder.PaymentTransactions ?? []).Where(one => one.IsSuccess
        && one.Type is TransactionType.Preauthorization or TransactionType.Debit
        && !replaced.Contains(one.PaymentTransactionId ?? 0)));

    private decimal ReleasedBefore() => Sum(Live(TransactionType.Reversal).Where(one => one.IsSuccess
        && operation.TransactionsBefore.Contains(one.PaymentTransactionId ?? 0)));

    private decimal Left() => adminOrder.RemainingToShip().Sum(group => group.Amount);

    private bool MayHaveBeenTaking(AdminTransaction capture) => capture.PaymentTransactionId is { } id
        && (operation.OpenBefore.Contains(id) || !operation.TransactionsBefore.Contains(id));

    private IEnumerable<AdminTransaction> Live(string type) => (adminOrder.PaymentTransactions ?? [])
        .Where(one => one.Type == type && !replaced.Contains(one.OriginalPaymentTransactionId ?? 0));

    private static decimal Sum(IEnumerable<AdminTransaction> transactions)
        => transactions.Sum(one => Math.Abs(one.Amount ?? 0m));
}
