using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>Qliro's admin order as a back office reads them; pure.</summary>
internal static class LedgerAnswer
{
    private const decimal Percent = 0.01m;

    public static PaymentLedger Of(PaymentDocument payment, AdminOrder order)
    {
        var ledger = LedgerTranslation.Translate(order);
        return new()
        {
            Currency = (order.Currency ?? payment.Amount.Currency).ToUpperInvariant(),
            Totals = new(
                ledger.Reserved, ledger.Captured, ledger.Returned, ledger.Released, ledger.Returnable ?? 0m),
            Lines = [.. ledger.Lines.Select(line => Line(payment, order, line))],
            Captures = Captures(order),
            Operation = payment.OpenOperation() is { } open ? Of(open) : null,
        };
    }

    /// <summary>An open operation, as Norce's attribute shows it too.</summary>
    public static PaymentLedgerOperation Of(Operation open) => new()
    {
        Type = open.Name,
        Status = open.NextPart() switch
        {
            { IsUnknown: true } => "unknown",
            { Status: PartStatus.Accepted } => "accepted",
            _ => "waiting",
        },
        RequestId = open.NextPart()?.RequestId,
        TransactionIds = [.. open.Parts.SelectMany(part => part.TransactionIds)],
    };

    private static PaymentLedgerLine Line(PaymentDocument payment, AdminOrder order, LedgerLine line)
    {
        var row = payment.Rows.GetValueOrDefault(line.Reference);
        var action = order.ReservedLines().Concat(order.ShippedLines()).FirstOrDefault(one
            => one.MerchantReference == line.Reference && one.PricePerItemIncVat == line.PriceIncVat);
        var vat = new AdminLine
        {
            MerchantReference = line.Reference,
            Type = line.Type,
            Quantity = 1,
            PricePerItemIncVat = line.PriceIncVat,
            PricePerItemExVat = action?.PricePerItemExVat,
            VatRate = action?.VatRate,
        };
        return new()
        {
            Reference = line.Reference,
            Row = row?.RowReference,
            Sku = row?.Sku,
            Type = line.Type,
            Description = action?.Description,
            Price = line.PriceIncVat,
            VatRate = vat.VatPercent * Percent,
            Reserved = line.Reserved,
            Captured = line.Captured,
            Refunded = line.Returned,
            Released = line.Released,
            Returnable = line.Captured - line.Returned,
        };
    }

    private static List<PaymentLedgerCapture> Captures(AdminOrder order)
    {
        var left = order.Refundable().ToDictionary(one => one.PaymentTransactionId, one => one.Returnable);
        return [.. order.CapturesInOrder().Select(one => new PaymentLedgerCapture(
            one.PaymentTransactionId!.Value, one.Timestamp, Math.Abs(one.Amount ?? 0m),
            left.GetValueOrDefault(one.PaymentTransactionId.Value)))];
    }
}
