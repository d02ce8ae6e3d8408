using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.OwedCalls;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Ops;

/// <summary>A difference between the three sides.</summary>
/// <param name="Name">See <see cref="Drift.Name"/>.</param>
/// <param name="What">What differs.</param>
/// <param name="Repair">The step that repairs it by reading and comparing again; null when a person must
/// decide.</param>
public sealed record FoundDrift(string Name, string What, OwedCallKind? Repair = null);

/// <summary>
/// Names every difference between Norce, the adapter and Qliro; pure. Safe to repair is what one side merely has not
/// heard of yet; where money and order contradict each other a person decides.
/// </summary>
public static class Drifts
{
    /// <summary>
    /// In order. For a person: Norce has no place for Qliro's money; an ended payment holds money; the purchase is
    /// unknown at Qliro; the reservation was released by others. Repaired: the purchase, then the books, are further at
    /// Qliro; the cart, then the payment, its actions and the order's state are behind at Norce; hooks are missing, or
    /// left over.
    /// </summary>
    public static IReadOnlyList<FoundDrift> Find(PaymentDocument payment, Sides sides, PaymentStateOptions words)
    {
        if (payment.State == PaymentState.Creating) return [];
        return
        [
            .. ForPerson(payment, sides),
            .. AtQliro(payment, sides),
            .. payment.State.IsOpen() ? OpenAtNorce(payment, sides) : DecidedAtNorce(payment, sides, words),
        ];
    }

    private static IEnumerable<FoundDrift> ForPerson(PaymentDocument payment, Sides sides)
    {
        var isEnded = payment.State is PaymentState.Removed or PaymentState.Declined;
        if (payment.State is PaymentState.Pending or PaymentState.Reserved or PaymentState.Captured)
        {
            var why = sides.Norce is null ? "Norce no longer has the order." : SettleNorce.WhyNot(payment, sides.Norce);
            if (why is not null) yield return new("no-place-at-norce", why);
        }
        if (isEnded && sides.Books is { } books && HoldsMoney(books))
        {
            yield return new("money-at-ended-payment",
                $"Qliro holds money of a payment that is {payment.State.Word()} here: cancel it at Qliro, or restore "
                    + "the payment.");
        }
        if (payment.State.IsPurchased()
            && (sides.IsGoneAtQliro || sides.Books is { } known && LedgerTranslation.Translate(known).Lines.Count == 0))
            yield return new("purchase-unknown-at-qliro", $"Qliro shows no purchase under {payment.QliroOrderId}.");
        if (sides.Books is { } read && IsReleasedByOthers(payment, read))
        {
            yield return new("released-at-qliro",
                "Qliro released the reservation and nobody here asked for it: "
                    + "deliver nothing, and cancel the payment.");
        }
    }

    private static IEnumerable<FoundDrift> AtQliro(PaymentDocument payment, Sides sides)
    {
        var isAwaited = payment.State.IsOpen() || payment.State == PaymentState.Pending;
        var status = sides.Checkout?.CustomerCheckoutStatus;
        var isFurther = status is CheckoutStatus.Completed or CheckoutStatus.Refused
            || (status is CheckoutStatus.OnHold && payment.State != PaymentState.Pending);
        if (isAwaited && isFurther)
            yield return new(
                "purchase-further-at-qliro", $"Qliro has the purchase as {status}.", OwedCallKind.LookAtQliro);
        if (sides.Books is not { } books || !payment.State.IsPurchased()) yield break;
        var ledger = LedgerTranslation.Translate(books);
        if (!ledger.IsSameAs(payment.Ledger) || Books.StateOf(payment, ledger, believeReleases: false) != payment.State)
        {
            yield return new("books-further-at-qliro",
                $"Qliro's books: captured {ledger.Captured:0.00}, returned {ledger.Returned:0.00}, released "
                    + $"{ledger.Released:0.00}.",
                OwedCallKind.LookAtQliro);
        }
    }

    private static IEnumerable<FoundDrift> OpenAtNorce(PaymentDocument payment, Sides sides)
    {
        // An order that is gone leaves an open checkout nobody can pay: nothing to bring together.
        if (sides.Norce is not { } order) yield break;
        if (order.FindPayment(Id(payment)) is not { IsLive: true } known)
        {
            yield return new("payment-ended-at-norce", "Norce has ended the payment.", OwedCallKind.ResyncLines);
            yield break;
        }
        if (order.Remaining != payment.Amount.Amount)
            yield return new(
                "cart-further-at-norce", $"Norce's order costs {order.Remaining:0.00}.", OwedCallKind.ResyncLines);
        else if (known.Amount != payment.Amount.Amount || known.Reference != payment.QliroOrderId?.ToString())
            yield return new(
                "payment-behind-at-norce", Differs(known, payment.Amount.Amount, payment), OwedCallKind.ResyncLines);
        if (sides.HooksMissing > 0)
        {
            yield return new("hooks-missing-at-norce",
                $"Norce would not tell us of changes: {sides.HooksMissing} hook(s) missing.",
                OwedCallKind.RegisterHooks);
        }
    }

    private static IEnumerable<FoundDrift> DecidedAtNorce(
        PaymentDocument payment, Sides sides, PaymentStateOptions words)
    {
        if (sides.Norce is not { } order || order.FindPayment(Id(payment)) is not { } known) yield break;
        if (payment.State == PaymentState.Removed)
        {
            if (known.IsLive || OurHooks.On(order, Id(payment)).Any())
                yield return new(
                    "left-over-at-norce", "Norce still has the payment or its hooks.", OwedCallKind.RemoveAtNorce);
            yield break;
        }
        if (!known.IsLive) yield break;
        var picture = NorcePicture.Of(payment, words);
        if (!NorceCompare.Same(known, SettleNorce.Draw(known, picture)))
            yield return new(
                "payment-behind-at-norce", Differs(known, picture.Amount, payment), OwedCallKind.SettleNorce);
        if (!SettleNorce.OurActions(known).SequenceEqual(picture.Actions))
        {
            yield return new("actions-differ-at-norce",
                $"Norce offers {Listed(SettleNorce.OurActions(known))}; possible: {Listed(picture.Actions)}.",
                OwedCallKind.SettleNorce);
        }
        if (NorcePicture.OrderSteps(payment, order.Status) is { Count: > 0 } steps)
            yield return new("order-state-behind-at-norce", $"The order is {order.Status}, not {steps[^1]}.",
                OwedCallKind.SettleNorce);
    }

    private static bool HoldsMoney(AdminOrder books)
        => books.RemainingToShip().Count > 0 || books.Refundable().Count > 0;

    private static bool IsReleasedByOthers(PaymentDocument payment, AdminOrder books)
    {
        if (payment.State != PaymentState.Reserved || payment.OpenOperation() is not null) return false;
        var ledger = LedgerTranslation.Translate(books);
        return Books.StateOf(payment, ledger, believeReleases: true) == PaymentState.Cancelled
            && Books.StateOf(payment, ledger, believeReleases: false) != PaymentState.Cancelled;
    }

    private static string Differs(NorcePayment known, decimal amount, PaymentDocument payment)
        => $"Norce shows {known.State}, {known.Amount:0.00}, Qliro order {known.Reference ?? "none"}; "
            + $"it is {payment.State.Word()}, {amount:0.00}, Qliro order {payment.QliroOrderId}.";

    private static string Id(PaymentDocument payment) => PaymentKey.Parse(payment.Key).PaymentId;

    private static string Listed(IEnumerable<string> actions) => string.Join(", ", actions.DefaultIfEmpty("nothing"));
}
