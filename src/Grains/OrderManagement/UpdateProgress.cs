using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// What Qliro's admin order says about a cancel of items: a new reservation of what stays, for direct methods (Trustly)
/// a reversal beside it that gives the money back. Which types the transactions have is not published for every method.
/// </summary>
internal static class UpdateProgress
{
    /// <summary>
    /// Of transactions that are nobody's yet: the new reservation that names the old one and is worth what stays, with
    /// the reversals of the old one; else one that takes off what is released, or an updated invoice of what stays.
    /// </summary>
    public static IReadOnlyList<long> Find(OperationPart part, List<AdminTransaction> free, AdminOrder adminOrder)
    {
        var original = part.RepeatsReversal
            ? adminOrder.FindTransaction(part.ActsOn!.Value)?.OriginalPaymentTransactionId
            : part.ActsOn;
        var under = free.FindAll(one => one.OriginalPaymentTransactionId == original
            || (part.RepeatsReversal && one.OriginalPaymentTransactionId == part.ActsOn));
        var reversals = under.FindAll(one => one.Type == TransactionType.Reversal);
        var stays = part.Stays.Sum(line => line.Quantity * line.PriceIncVat);
        var renewed = part.RepeatsReversal
            ? null
            : under.Find(one => one.Type == TransactionType.Preauthorization && one.Amount == stays);
        var found = renewed is not null
            ? reversals.Prepend(renewed)
            : reversals.Where(one => Size(one) == part.Amount)
                .Concat(under.Where(one => one.Type == TransactionType.UpdateInvoice
                    && (Size(one) == part.Amount || Size(one) == stays))).Take(1);
        return [.. found.Select(one => one.PaymentTransactionId!.Value)];
    }

    /// <summary>
    /// True when the reservation is lowered and all is over, though its reversal may have failed: the goods are
    /// released, and the money is a matter of its own.
    /// </summary>
    public static bool IsLowered(OperationPart part, AdminOrder adminOrder)
    {
        if (part.Stays.Count == 0) return false;
        var (reversals, others) = Split(part, adminOrder);
        return others.Count > 0 && others.TrueForAll(one => one is { IsCarriedOut: true })
            && reversals.TrueForAll(one => one is { IsFinal: true });
    }

    /// <summary>
    /// A further request of the operation, when the reservation is lowered and the reversal failed: Qliro is asked once
    /// to do it again. Null: there is no need.
    /// </summary>
    public static OperationPart? Repeat(
        PaymentDocument payment, Operation operation, OperationPart part, int number, AdminOrder adminOrder)
    {
        if (part is not { Status: PartStatus.Succeeded, Stays.Count: > 0 }) return null;
        if (Split(part, adminOrder)
            .Reversals.Find(one => one is { IsCarriedOut: false }) is not { } failed) return null;
        var id = failed.PaymentTransactionId!.Value;
        return OperationPlan.Draft(Size(failed), id) with
        {
            Number = number,
            RequestId = RequestIds.For(PaymentKey.Parse(payment.Key), operation.Type, operation.Ordinal, number, id),
            RepeatsReversal = true,
        };
    }

    private static (List<AdminTransaction> Reversals, List<AdminTransaction?> Others) Split(
        OperationPart part, AdminOrder adminOrder)
    {
        var all = part.TransactionIds.Select(adminOrder.FindTransaction).ToList();
        return ([.. all.OfType<AdminTransaction>().Where(IsReversal)],
            all.FindAll(one => one is null || !IsReversal(one)));
    }

    private static bool IsReversal(AdminTransaction one) => one.Type == TransactionType.Reversal;

    private static decimal Size(AdminTransaction one) => Math.Abs(one.Amount ?? 0m);
}
