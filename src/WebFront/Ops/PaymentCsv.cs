using System.Globalization;
using System.Text;

namespace QliroAdapter.Ops;

/// <summary>
/// A payment as a table for a spreadsheet: what it is, its operations, lines and timeline, a row each, with the section
/// in the first column. A cell that a spreadsheet would take for a formula begins with an apostrophe. Pure.
/// </summary>
internal static class PaymentCsv
{
    private static readonly char[] formulas = ['=', '+', '-', '@', '\t', '\r'];

    public static string Of(PaymentExport export)
    {
        var text = new StringBuilder();
        Row(text, "section", "at", "what", "status", "amount", "currency", "detail");
        var (payment, currency) = (export.Payment, export.Payment.Amount?.Currency);
        Row(text, "payment", Time(payment.UpdatedAt), payment.Key, payment.State, Sum(payment.Amount?.Amount), currency,
            $"Qliro order {payment.QliroOrderId ?? "none"}, reference {payment.MerchantReference ?? "none"}");
        if (payment.ParkedReason is { } parked) Row(text, "parked", null, null, null, null, null, parked);
        if (payment.HeldReason is { } held) Row(text, "held", null, null, null, null, null, held);
        if (export.Money?.Sums is { } sums)
        {
            foreach (var (name, sum) in (IEnumerable<(string, decimal)>)[("reserved", sums.Reserved),
                ("captured", sums.Captured), ("refunded", sums.Refunded), ("released", sums.Released)])
                Row(text, "sum", null, name, null, Sum(sum), currency, null);
        }
        foreach (var line in export.Money?.Goods ?? [])
            Row(text, "line", null, line.Reference, line.Type, Sum(line.Price), currency,
                Invariant($"reserved {line.Reserved}, captured {line.Captured}, refunded {line.Refunded}, ")
                + Invariant($"released {line.Released}"));
        foreach (var operation in export.Money?.Operations ?? [])
            Row(text, "operation", Time(operation.RequestedAt), $"{operation.Type} {operation.Number}",
                operation.Status, Sum(operation.Amount), currency,
                $"transactions {string.Join(' ', operation.TransactionIds)}; requests "
                + $"{string.Join(' ', operation.RequestIds)}{(operation.Problem is { } why ? $"; {why}" : "")}");
        foreach (var entry in export.Outbox)
            Row(text, "outbox", Time(entry.DueAt), entry.Kind, entry.IsParked ? "parked" : "waits", null, null,
                entry.Problem);
        foreach (var row in export.Timeline)
            Row(text, "timeline", Time(row.At), row.Kind, null, null, null, row.Summary);
        return text.ToString();
    }

    private static void Row(StringBuilder text, params string?[] cells)
        => text.AppendJoin(',', cells.Select(Cell)).Append("\r\n");

    private static string Cell(string? value)
    {
        if (string.IsNullOrEmpty(value)) return "";
        var safe = formulas.Contains(value[0]) && !decimal.TryParse(value, NumberStyles.Number,
            CultureInfo.InvariantCulture, out _) ? $"'{value}" : value;
        return safe.AsSpan().IndexOfAny(',', '"', '\n') < 0 && !safe.Contains('\r')
            ? safe : $"\"{safe.Replace("\"", "\"\"", StringComparison.Ordinal)}\"";
    }

    private static string Time(DateTimeOffset at)
        => at.UtcDateTime.ToString("yyyy-MM-ddTHH:mm:ss.fffZ", CultureInfo.InvariantCulture);

    private static string? Sum(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);

    private static string Invariant(FormattableString text) => text.ToString(CultureInfo.InvariantCulture);
}
