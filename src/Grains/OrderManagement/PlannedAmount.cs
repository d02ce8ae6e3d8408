using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// A refund of a sum: one discount on each capture's invoice, oldest first, until the sum is reached. Its VAT is that
/// of the goods it is taken off; where they differ, of those that are worth most.
/// </summary>
internal static class PlannedAmount
{
    /// <summary>Refused when it is more than all captures can give back.</summary>
    public static Outcome<IReadOnlyList<OperationPart>> Parts(
        PaymentKey key, PaymentDocument payment, OperationRequest request,
        IReadOnlyList<AdminTransactionLines> captures, int ordinal)
    {
        var (sum, returnable) = (request.Amount!.Value, captures.Sum(capture => capture.Returnable));
        if (sum > returnable)
            return OperationRefusal.MoreThanReturnable(key, sum, new(returnable, payment.Amount.Currency));
        var text = string.IsNullOrWhiteSpace(request.Reason)
            ? LocalisedText.Refund.For(payment.Culture)
            : FieldLimits.Cut(request.Reason, RefundOrderAmount.ReasonMax)!;
        List<OperationPart> parts = [];
        foreach (var capture in captures)
        {
            if (sum == 0m) break;
            var share = Math.Min(sum, capture.Returnable);
            parts.Add(OperationPlan.Draft(share, capture.PaymentTransactionId) with
            {
                Addition = Discount($"REFUND-{ordinal}", text, share, capture),
            });
            sum -= share;
        }
        return new() { Value = parts };
    }

    /// <summary>So much off these goods.</summary>
    public static OperationDiscount Discount(string reference, string text, decimal sum, AdminTransactionLines goods)
    {
        var percent = goods.Lines.GroupBy(line => line.VatPercent)
            .OrderByDescending(same => same.Sum(line => line.Amount)).ThenByDescending(same => same.Key)
            .First().Key;
        return new(reference, text, -sum, VatPercents.Without(-sum, percent), percent);
    }
}
