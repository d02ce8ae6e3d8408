using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.NorceSync;

/// <summary>
/// What Norce should show of a payment. Derived from the payment alone, so that it can be compared and repaired at any
/// time.
/// </summary>
public sealed record DesiredNorceState
{
    /// <summary>The Norce payment's state.</summary>
    public required string PaymentState { get; init; }

    /// <summary>The amount that this payment covers.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Qliro's order id.</summary>
    public string? Reference { get; init; }

    /// <summary>Our attributes; null means that the attribute shall be absent.</summary>
    public required IReadOnlyDictionary<string, JsonElement?> Attributes { get; init; }

    /// <summary>The actions that are possible now.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>What later charges need; when absent, Norce's value stays.</summary>
    public RecurringDetails? Recurring { get; init; }

    /// <summary>
    /// True when addresses and delivery are final and copied from Qliro: while money is reserved, and later too when
    /// Norce was not told of the purchase before it was captured or released.
    /// </summary>
    public required bool CopiesCustomer { get; init; }

    /// <summary>Goods added after the purchase; absent when there is nothing to show.</summary>
    public Upsell? Upsell { get; init; }

    public static DesiredNorceState Of(PaymentDocument payment, PaymentStateOptions names) => new()
    {
        PaymentState = StateName(payment.State, names),
        Amount = payment.Amount.Amount,
        Reference = payment.QliroOrderId?.ToString(),
        Attributes = AttributesOf(payment),
        Actions = ActionsOf(payment),
        Upsell = payment.Upsell,
        Recurring = payment.Recurring
            ?? (payment.Charge is { } charge && payment.State.IsPurchased() ? new() { Token = charge.Token } : null),
        CopiesCustomer = CopiesCustomerOf(payment),
    };

    /// <summary><see cref="CopiesCustomer"/> alone.</summary>
    internal static bool CopiesCustomerOf(PaymentDocument payment)
        // A charge uses what Norce knows of the customer, so Qliro has nothing to add.
        => payment.Charge is null
            && (payment.State is Payments.PaymentState.Pending or Payments.PaymentState.Reserved
                || (payment.State.IsPurchased() && !payment.OrderAccepted));

    /// <summary>Whether showing it takes Qliro's order.</summary>
    internal static bool NeedsQliro(Turn turn) => CopiesCustomerOf(turn.Payment) && !HasCopied(turn.Payment);

    /// <summary>
    /// True when Norce got address and delivery with the purchase, before the window for more goods: its end needs
    /// nothing of Qliro's, which may be away.
    /// </summary>
    internal static bool HasCopied(PaymentDocument payment)
        => payment is { OrderAccepted: true, Upsell: not null, State: Payments.PaymentState.Reserved };

    /// <summary>
    /// The statuses that the order must still go through from its present one; empty when it is there already or
    /// nothing follows.
    /// </summary>
    public static IReadOnlyList<string> OrderSteps(PaymentDocument payment, NorceOrder order) => payment.State switch
    {
        Payments.PaymentState.Pending => After(order.Status, [OrderStatus.Accepted]),
        Payments.PaymentState.Reserved or Payments.PaymentState.Captured or Payments.PaymentState.Credited
            when payment.Upsell is { IsOpen: true } => After(order.Status, [OrderStatus.Accepted]),
        Payments.PaymentState.Reserved or Payments.PaymentState.Captured or Payments.PaymentState.Credited
            => After(order.Status, [OrderStatus.Accepted, OrderStatus.Completed]),
        // Refused, or released before the order was completed: there is nothing to deliver, and whoever exports
        // completed orders must not see it. An order that is still in checkout is left there, so the shopper may choose
        // another payment. One that another payment pays is no business of this one.
        Payments.PaymentState.Declined or Payments.PaymentState.Cancelled
            => order.Status is OrderStatus.Accepted or OrderStatus.Processing && !IsPaidByAnother(payment, order)
                ? [OrderStatus.Declined] : [],
        _ => [],
    };

    /// <summary>
    /// True when the order is not this payment's any more: it was cancelled, and another payment pays the order, or may
    /// yet. Its buyer and delivery are not copied then.
    /// </summary>
    internal static bool IsOthers(PaymentDocument payment, NorceOrder order)
        => payment.State == Payments.PaymentState.Cancelled
            && (order.Status == OrderStatus.Checkout || IsPaidByAnother(payment, order));

    private static bool IsPaidByAnother(PaymentDocument payment, NorceOrder order)
    {
        var id = PaymentKey.Parse(payment.Key).PaymentId;
        return order.LiveDefaultPayments.Any(other => other.Id != id
            && (other.State is NorcePaymentState.Processing or NorcePaymentState.Confirmed or NorcePaymentState.Pending
                or NorcePaymentState.Reserved or NorcePaymentState.Captured
            // The order goes to processing before the payment that is being bought does.
            || (other.State == NorcePaymentState.Intent && order.Status == OrderStatus.Processing)));
    }

    private static IReadOnlyList<string> After(string? current, string[] steps) => current switch
    {
        OrderStatus.Completed or OrderStatus.Removed or OrderStatus.Declined => [],
        _ => [.. steps.Skip(Array.IndexOf(steps, current) + 1)],
    };

    private static string StateName(PaymentState state, PaymentStateOptions names) => state switch
    {
        Payments.PaymentState.Creating or Payments.PaymentState.Intent => NorcePaymentState.Intent,
        Payments.PaymentState.Processing => NorcePaymentState.Processing,
        Payments.PaymentState.Pending => NorcePaymentState.Pending,
        Payments.PaymentState.Reserved => NorcePaymentState.Reserved,
        Payments.PaymentState.Captured => NorcePaymentState.Captured,
        Payments.PaymentState.Credited => names.Refunded,
        Payments.PaymentState.Cancelled => names.Cancelled,
        Payments.PaymentState.Declined => NorcePaymentState.Declined,
        Payments.PaymentState.Removed => NorcePaymentState.Removed,
        _ => throw new ArgumentOutOfRangeException(nameof(state), state, "not a payment state"),
    };

    private static List<string> ActionsOf(PaymentDocument payment)
    {
        if (payment.OpenOperation() is not null) return [];
        return payment.State switch
        {
            // Qliro released everything, which nobody requested here; a cancel accepts that.
            Payments.PaymentState.Reserved when payment.Ledger is { Lines.Count: > 0 } read && !read.HasLeftToCapture()
                => [PaymentActionTypes.Cancel],
            Payments.PaymentState.Reserved when payment.Ledger.HasLeftToReturn()
                => [PaymentActionTypes.Capture, PaymentActionTypes.Cancel, PaymentActionTypes.Refund],
            Payments.PaymentState.Reserved => [PaymentActionTypes.Capture, PaymentActionTypes.Cancel],
            Payments.PaymentState.Captured => [PaymentActionTypes.Refund],
            _ => [],
        };
    }

    private static Dictionary<string, JsonElement?> AttributesOf(PaymentDocument payment) => new(StringComparer.Ordinal)
    {
        ["qliroOperation"] = payment.OpenOperation() is { } open ? Json(LedgerAnswer.Of(open)) : null,
        ["qliroCaptured"] = payment.Ledger.Captured > 0 ? Json(payment.Ledger.Captured) : null,
        ["qliroRefunded"] = payment.Ledger.Returned > 0 ? Json(payment.Ledger.Returned) : null,
        ["qliroAmountMismatch"] = payment.AmountMismatch is { } mismatch ? Json(mismatch) : null,
    };

    private static JsonElement Json(object value) => JsonSerializer.SerializeToElement(value, NorceJson.Options);
}
