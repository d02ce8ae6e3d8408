using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Recurring;
using QliroAdapter.Upselling;

namespace QliroAdapter.NorceSync;

/// <summary>
/// What Norce should show of a payment: derived from the payment alone, so it can be compared and repaired at any time.
/// </summary>
public sealed record DesiredNorceState
{
    /// <summary>The Norce payment's state.</summary>
    public required string PaymentState { get; init; }

    /// <summary>What this payment covers.</summary>
    public required decimal Amount { get; init; }

    /// <summary>Qliro's order id.</summary>
    public string? Reference { get; init; }

    /// <summary>Attributes of ours; null means the attribute is not there.</summary>
    public required IReadOnlyDictionary<string, JsonElement?> Attributes { get; init; }

    /// <summary>What can be done with the payment now.</summary>
    public required IReadOnlyList<string> Actions { get; init; }

    /// <summary>What later charges need; absent leaves what is there.</summary>
    public RecurringDetails? Recurring { get; init; }

    /// <summary>
    /// True when addresses and delivery are final and are copied from Qliro: while money is reserved, and later too
    /// when Norce never heard of the purchase before it was captured or released.
    /// </summary>
    public required bool CopiesCustomer { get; init; }

    /// <summary>Goods added after the purchase; absent: nothing to show.</summary>
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
        // A charge is made with what Norce knows of the customer; Qliro has nothing to add.
        CopiesCustomer = payment.Charge is null
            && (payment.State is Payments.PaymentState.Pending or Payments.PaymentState.Reserved
                || (payment.State.IsPurchased() && !payment.OrderAccepted)),
    };

    /// <summary>Whether showing it takes Qliro's order.</summary>
    internal static bool NeedsQliro(Turn turn) => Of(turn.Payment, turn.Services.Adapter.PaymentState).CopiesCustomer;

    /// <summary>
    /// The statuses the order must still pass, given where it is; empty when it is there or nothing follows.
    /// </summary>
    public static IReadOnlyList<string> OrderSteps(PaymentDocument payment, string? current) => payment.State switch
    {
        Payments.PaymentState.Pending => After(current, [OrderStatus.Accepted]),
        Payments.PaymentState.Reserved or Payments.PaymentState.Captured or Payments.PaymentState.Credited
            when payment.Upsell is { IsOpen: true } => After(current, [OrderStatus.Accepted]),
        // Cancelled while goods were waited for: the order never completed and has nothing left to deliver.
        Payments.PaymentState.Cancelled when payment.Upsell is not null && current is OrderStatus.Accepted
            => [OrderStatus.Declined],
        Payments.PaymentState.Reserved or Payments.PaymentState.Captured or Payments.PaymentState.Credited
            => After(current, [OrderStatus.Accepted, OrderStatus.Completed]),
        // Never accepted and still in checkout: the shopper may choose another payment.
        Payments.PaymentState.Declined
            => current is OrderStatus.Accepted or OrderStatus.Processing ? [OrderStatus.Declined] : [],
        _ => [],
    };

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
            // Qliro released everything, which nobody here asked for: a cancel agrees to it.
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
