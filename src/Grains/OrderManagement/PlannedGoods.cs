using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>Captures and refunds of lines: one request for each reservation or capture.</summary>
internal static class PlannedGoods
{
    private const string GivenBefore = "GIVEN-BACK";

    /// <summary>Refused when fees leave nothing of any one capture.</summary>
    public static Outcome<IReadOnlyList<OperationPart>> Parts(
        PaymentKey key, PaymentDocument payment, OperationRequest request,
        IReadOnlyList<AdminTransactionLines> chosen)
    {
        var fees = request.Fees.Sum(fee => fee.PriceIncVat);
        var bearsFees = chosen.FirstOrDefault(group => group.Returnable > fees);
        if (bearsFees is null && fees > 0m) return OperationRefusal.FeesTooHigh(key, fees);
        IReadOnlyList<OperationPart> parts =
            [.. chosen.Select(group => Part(payment, group, group == bearsFees ? request.Fees : []))];
        return new() { Value = parts };
    }

    /// <summary>
    /// All that is left of a capture is returned for what sums given back without items have left of it.
    /// </summary>
    private static OperationPart Part(
        PaymentDocument payment, AdminTransactionLines group, IReadOnlyList<ReturnFee> fees)
        => OperationPlan.Draft(group.Returnable - fees.Sum(fee => fee.PriceIncVat), group.PaymentTransactionId) with
        {
            Lines = OperationPlan.Lines(group),
            Fees = fees,
            GivenBefore = group.GivenBack == 0m ? null : PlannedAmount.Discount(
                GivenBefore, LocalisedText.Refund.For(payment.Culture), group.GivenBack, group),
        };
}
