using System.Globalization;
using QliroAdapter.Norce;
using QliroAdapter.NorceSync;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Ops;

/// <summary>What each partner says of a payment, for operators; pure.</summary>
internal static class ComparedFacts
{
    public static IReadOnlyList<ComparedFact> Of(
        PaymentDocument payment, PartnerSnapshot snapshot, PaymentStateOptions names)
    {
        var known = snapshot.Norce?.FindPayment(PaymentKey.Parse(payment.Key).PaymentId);
        var desired = DesiredNorceState.Of(payment, names);
        var ledger = snapshot.AdminOrder is { } read ? LedgerTranslation.Translate(read) : null;
        return
        [
            new("State", snapshot.NorceUnread is not null ? null : known is null ? "no such payment"
                : known.State, payment.State.Name(), AtQliro(snapshot, ledger)),
            new("Order's state", snapshot.NorceUnread is not null ? null
                : snapshot.Norce is null ? "no such order" : snapshot.Norce.Status, null, null),
            new("Amount", Text(known?.Amount), Text(payment.Amount.Amount), Text(
                snapshot.Checkout?.Total ?? ledger?.Reserved)),
            new("Qliro order", known?.Reference, payment.QliroOrderId?.ToString(),
                snapshot.IsGoneAtQliro ? "no such order"
                    : $"{snapshot.Checkout?.OrderId}{snapshot.AdminOrder?.OrderId}"),
            new("Captured", Text(known, "qliroCaptured"), Text(payment.Ledger.Captured), Text(ledger?.Captured)),
            new("Returned", Text(known, "qliroRefunded"), Text(payment.Ledger.Returned), Text(ledger?.Returned)),
            new("Returnable", null, Text(payment.Ledger.Returnable), Text(ledger?.Returnable)),
            new("Released", null, Text(payment.Ledger.Released), Text(ledger?.Released)),
            new("Actions", known is null ? null : string.Join(", ", SyncNorce.OurActions(known)),
                string.Join(", ", desired.Actions), null),
            new("Open operation", null, payment.OpenOperation() is { } open
                ? $"{open.Name} {open.Ordinal}"
                : "none", null),
        ];
    }

    private static string? AtQliro(PartnerSnapshot snapshot, Ledger? ledger) => ledger is null
        ? snapshot.Checkout?.CustomerCheckoutStatus
        : ledger.HasLeftToCapture() ? "reserved"
        : ledger.HasLeftToReturn() ? "captured"
        : ledger.Lines.Any(line => line.Captured > 0) ? "returned"
        : ledger.Lines.Count > 0 ? "released" : "nothing reserved";

    private static string? Text(NorcePayment? known, string attribute)
        => known?.Attributes?.TryGetValue(attribute, out var value) == true ? value.ToString() : null;

    private static string? Text(decimal? amount) => amount?.ToString("0.00", CultureInfo.InvariantCulture);
}
