using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.NorceSync;
using QliroAdapter.Ops;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.Reconciliation;

/// <summary>A discrepancy between Norce, the adapter and Qliro.</summary>
/// <param name="Name">See <see cref="Discrepancy.Name"/>.</param>
/// <param name="What">The values that differ.</param>
/// <param name="Repair">
/// The outbox entry that repairs it by reading and comparing again; null when a person must decide.
/// </param>
public sealed record FoundDiscrepancy(string Name, string What, OutboxKind? Repair = null);

/// <summary>
/// Names every difference between Norce, the adapter and Qliro; pure. A difference that only means that one of them has
/// not been told yet can be repaired safely. Where money and order contradict each other, a person must decide.
/// </summary>
public static class Discrepancies
{
    /// <summary>
    /// In order. For a person: Norce has no place for Qliro's money; an ended payment holds money; the purchase is
    /// unknown at Qliro; the reservation was released by others, or holds other goods than Norce's order. Repaired: the
    /// purchase, then the admin order, are further at Qliro; its lines are not Norce's; the cart, then the payment, its
    /// actions and the order's state are behind at Norce; hooks are missing, or left over.
    /// </summary>
    public static IReadOnlyList<FoundDiscrepancy> Find(
        PaymentDocument payment, PartnerSnapshot snapshot, PaymentStateOptions names)
    {
        if (payment.State == PaymentState.Creating) return [];
        return
        [
            .. ForPerson(payment, snapshot),
            .. AtQliro(payment, snapshot),
            .. payment.State.IsOpen() ? OpenAtNorce(payment, snapshot) : DecidedAtNorce(payment, snapshot, names),
        ];
    }

    private static IEnumerable<FoundDiscrepancy> ForPerson(PaymentDocument payment, PartnerSnapshot snapshot)
    {
        var isEnded = payment.State is PaymentState.Removed or PaymentState.Declined;
        if (payment.State is PaymentState.Pending or PaymentState.Reserved or PaymentState.Captured)
        {
            var why = snapshot.Norce is null ? "Norce no longer has the order."
                : SyncNorce.WhyNot(payment, snapshot.Norce);
            if (why is not null) yield return new("no-place-at-norce", why);
        }
        if (isEnded && snapshot.AdminOrder is { } adminOrder && HoldsMoney(adminOrder))
        {
            yield return new("money-at-ended-payment",
                $"Qliro holds money of a payment that is {payment.State.Name()} here: cancel it at Qliro, or restore "
                    + "the payment.");
        }
        if (payment.State.IsPurchased()
            && (snapshot.IsGoneAtQliro || snapshot.AdminOrder is { } known && LedgerTranslation.Translate(known)
                .Lines.Count == 0))
            yield return new("purchase-unknown-at-qliro", $"Qliro shows no purchase under {payment.QliroOrderId}.");
        if (snapshot.AdminOrder is { } read && IsReleasedByOthers(payment, read))
        {
            yield return new("released-at-qliro",
                "Qliro released the reservation and nobody here asked for it: "
                    + "deliver nothing, and cancel the payment.");
        }
        if (GoodsReserved(payment, snapshot) is { } goods) yield return new("goods-differ-at-qliro", goods);
    }

    private static IEnumerable<FoundDiscrepancy> AtQliro(PaymentDocument payment, PartnerSnapshot snapshot)
    {
        var isAwaited = payment.State.IsOpen() || payment.State == PaymentState.Pending;
        var status = snapshot.Checkout?.CustomerCheckoutStatus;
        var isFurther = status is CheckoutStatus.Completed or CheckoutStatus.Refused
            || (status is CheckoutStatus.OnHold && payment.State != PaymentState.Pending);
        if (isAwaited && isFurther)
            yield return new(
                "purchase-further-at-qliro", $"Qliro has the purchase as {status}.", OutboxKind.ReconcileWithQliro);
        if (payment.State.IsOpen() && payment.Amount.Amount > 0m && snapshot is { Lines: { } lines, Checkout: { } held }
            && lines.Total.Amount > 0m
            && LinesAgreement.Difference(lines.Lines, held.OrderItems) is { } difference)
            yield return new("lines-differ-at-qliro", difference, OutboxKind.ReconcileWithQliro);
        if (snapshot.AdminOrder is not { } adminOrder || !payment.State.IsPurchased()) yield break;
        if (LedgerComparison.Difference(payment, LedgerTranslation.Translate(adminOrder)) is { } further)
            yield return new("admin-order-further-at-qliro", further, OutboxKind.ReconcileWithQliro);
    }

    private static IEnumerable<FoundDiscrepancy> OpenAtNorce(PaymentDocument payment, PartnerSnapshot snapshot)
    {
        // When the order is gone, an open checkout cannot be paid, so nothing needs to be reconciled.
        if (snapshot.Norce is not { } order) yield break;
        if (order.FindPayment(Id(payment)) is not { IsLive: true } known)
        {
            yield return new("payment-ended-at-norce", "Norce has ended the payment.", OutboxKind.ResyncLines);
            yield break;
        }
        if (order.Remaining != payment.Amount.Amount)
            yield return new(
                "cart-further-at-norce", $"Norce's order costs {order.Remaining:0.00}.", OutboxKind.ResyncLines);
        else if (known.Amount != payment.Amount.Amount || known.Reference != payment.QliroOrderId?.ToString())
            yield return new(
                "payment-behind-at-norce", Differs(known, payment.Amount.Amount, payment), OutboxKind.ResyncLines);
        if (snapshot.HooksMissing > 0)
        {
            yield return new("hooks-missing-at-norce",
                $"Norce would not tell us of changes: {snapshot.HooksMissing} hook(s) missing.",
                OutboxKind.RegisterHooks);
        }
    }

    private static IEnumerable<FoundDiscrepancy> DecidedAtNorce(
        PaymentDocument payment, PartnerSnapshot snapshot, PaymentStateOptions names)
    {
        if (snapshot.Norce is not { } order || order.FindPayment(Id(payment)) is not { } known) yield break;
        if (payment.State == PaymentState.Removed)
        {
            if (known.IsLive || OurHooks.On(order, Id(payment)).Any())
                yield return new(
                    "left-over-at-norce", "Norce still has the payment or its hooks.", OutboxKind.RemoveAtNorce);
            yield break;
        }
        if (!known.IsLive) yield break;
        var desired = DesiredNorceState.Of(payment, names);
        if (!NorceCompare.Same(known, SyncNorce.Render(known, desired)))
            yield return new(
                "payment-behind-at-norce", Differs(known, desired.Amount, payment), OutboxKind.SyncNorce);
        if (!SyncNorce.OurActions(known).SequenceEqual(desired.Actions))
        {
            yield return new("actions-differ-at-norce",
                $"Norce offers {Listed(SyncNorce.OurActions(known))}; possible: {Listed(desired.Actions)}.",
                OutboxKind.SyncNorce);
        }
        if (DesiredNorceState.OrderSteps(payment, order) is { Count: > 0 } steps)
            yield return new("order-state-behind-at-norce", $"The order is {order.Status}, not {steps[^1]}.",
                OutboxKind.SyncNorce);
    }

    private static bool HoldsMoney(AdminOrder adminOrder)
        => adminOrder.RemainingToShip().Count > 0 || adminOrder.Refundable().Count > 0;

    private static bool IsReleasedByOthers(PaymentDocument payment, AdminOrder adminOrder)
    {
        if (payment.State != PaymentState.Reserved || payment.OpenOperation() is not null) return false;
        var ledger = LedgerTranslation.Translate(adminOrder);
        return ApplyAdminOrder.StateOf(payment, ledger, believeReleases: true) == PaymentState.Cancelled
            && ApplyAdminOrder.StateOf(payment, ledger, believeReleases: false) != PaymentState.Cancelled;
    }

    /// <summary>
    /// Only while nothing was taken of the reservation, nobody changed it at Qliro on purpose, and Norce's order makes
    /// the very lines that were sent, or nobody here approved what was sold: then they must be what Qliro reserved.
    /// </summary>
    private static string? GoodsReserved(PaymentDocument payment, PartnerSnapshot snapshot)
    {
        if (payment is not { State: PaymentState.Reserved, Operations.Count: 0, Upsell: null, Charge: null }
            || snapshot is not { Lines: { } lines, AdminOrder: { } adminOrder }
            || (lines.Hash != payment.LinesHash && payment.ApprovedAt is not null)
            || adminOrder.Captured().Amount > 0m || adminOrder.Cancelled().Amount > 0m
            || adminOrder.Replaced().Count > 0)
            return null;
        return LinesAgreement.Difference(lines.Lines, [.. adminOrder.ReservedLines().Select(line => new QliroOrderItem
        {
            MerchantReference = line.MerchantReference,
            Type = line.Type,
            Quantity = line.Quantity,
            PricePerItemIncVat = line.PricePerItemIncVat,
            VatRate = line.VatRate,
        })]);
    }

    private static string Differs(NorcePayment known, decimal amount, PaymentDocument payment)
        => $"Norce shows {known.State}, {known.Amount:0.00}, Qliro order {known.Reference ?? "none"}; "
            + $"it is {payment.State.Name()}, {amount:0.00}, Qliro order {payment.QliroOrderId}.";

    private static string Id(PaymentDocument payment) => PaymentKey.Parse(payment.Key).PaymentId;

    private static string Listed(IEnumerable<string> actions) => string.Join(", ", actions.DefaultIfEmpty("nothing"));
}
