using System.Globalization;
using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;

namespace QliroAdapter.Ops;

/// <summary>What each side says of a payment, for an operator's eye; pure.</summary>
internal static class ComparedFacts
{
    public static IReadOnlyList<ComparedFact> Of(PaymentDocument payment, Sides sides, PaymentStateOptions words)
    {
        var known = sides.Norce?.FindPayment(PaymentKey.Parse(payment.Key).PaymentId);
        var picture = NorcePicture.Of(payment, words);
        var books = sides.Books is { } read ? LedgerTranslation.Translate(read) : null;
        return
        [
            new("State", known is null ? "no such payment" : known.State, payment.State.Word(), AtQliro(sides, books)),
            new("Order's state", sides.Norce is null ? "no such order" : sides.Norce.Status, null, null),
            new("Amount", Text(known?.Amount), Text(payment.Amount.Amount), Text(
                sides.Checkout?.Total ?? books?.Reserved)),
            new("Qliro order", known?.Reference, payment.QliroOrderId?.ToString(),
                sides.IsGoneAtQliro ? "no such order" : $"{sides.Checkout?.OrderId}{sides.Books?.OrderId}"),
            new("Captured", Text(known, "qliroCaptured"), Text(payment.Ledger.Captured), Text(books?.Captured)),
            new("Returned", Text(known, "qliroRefunded"), Text(payment.Ledger.Returned), Text(books?.Returned)),
            new("Released", null, Text(payment.Ledger.Released), Text(books?.Released)),
            new("Actions", known is null ? null : string.Join(", ", SettleNorce.OurActions(known)),
                string.Join(", ", picture.Actions), null),
            new("Open operation", null, payment.OpenOperation() is { } open
                ? $"{open.Word} {open.Ordinal}"
                : "none", null),
        ];
    }

    private static string? AtQliro(Sides sides, Ledger? books) => books is null
        ? sides.Checkout?.CustomerCheckoutStatus
        : books.HasLeftToCapture() ? "reserved"
        : books.HasLeftToReturn() ? "captured"
        : books.Lines.Any(line => line.Captured > 0) ? "returned"
        : books.Lines.Count > 0 ? "released" : "nothing reserved";

    private static string? Text(NorcePayment? known, string attribute)
        => known?.Attributes?.TryGetValue(attribute, out var value) == true ? value.ToString() : null;

    private static string? Text(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);
}
