using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>Cancels: of everything, or of items, and then Qliro is told what stays of each reservation.</summary>
internal static class PlannedRelease
{
    /// <summary>True when nothing of worth would stay reserved: that is a cancel of everything.</summary>
    public static bool IsWhole(
        IReadOnlyList<AdminTransactionLines> reservations, IReadOnlyList<AdminTransactionLines> chosen)
        => reservations.Sum(one => one.Amount) == chosen.Sum(one => one.Amount);

    /// <summary>A cancel of everything names no lines: it releases whatever is left under every reservation.</summary>
    public static Outcome<IReadOnlyList<OperationPart>> Whole(IReadOnlyList<AdminTransactionLines> reservations)
    {
        IReadOnlyList<OperationPart> parts = [OperationPlan.Draft(reservations.Sum(one => one.Amount))];
        return new() { Value = parts };
    }

    /// <summary>
    /// One update for each reservation that loses something. Refused when one would be left empty while another stays.
    /// </summary>
    public static Outcome<IReadOnlyList<OperationPart>> Parts(
        PaymentKey key, IReadOnlyList<AdminTransactionLines> reservations,
        IReadOnlyList<AdminTransactionLines> chosen)
    {
        List<OperationPart> parts = [];
        foreach (var released in chosen)
        {
            var reserved = reservations.Single(one => one.PaymentTransactionId == released.PaymentTransactionId);
            if (released.Amount == reserved.Amount)
                return OperationRefusal.LeavesReservationEmpty(key, reserved.PaymentTransactionId);
            parts.Add(OperationPlan.Draft(released.Amount, reserved.PaymentTransactionId) with
            {
                Lines = OperationPlan.Lines(released),
                Stays = [.. reserved.Lines.Select(line => Staying(line, released)).Where(line => line.Quantity > 0)],
            });
        }
        return new() { Value = parts };
    }

    /// <summary>
    /// All of a line but its quantity stays as it was reserved: Qliro refuses another text or price without VAT.
    /// </summary>
    private static ReservedLine Staying(AdminLine line, AdminTransactionLines released) => new(
        line.MerchantReference, line.Type,
        line.Quantity - released.Lines.Where(one => one.MerchantReference == line.MerchantReference
            && one.PricePerItemIncVat == line.PricePerItemIncVat).Sum(one => one.Quantity),
        line.PricePerItemIncVat,
        line.PricePerItemExVat ?? VatPercents.Without(line.PricePerItemIncVat, line.VatPercent), line.Description);
}
