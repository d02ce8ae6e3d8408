using QliroAdapter.Norce.Parsing;

namespace QliroAdapter.Norce;

/// <summary>
/// <c>state.currentStatus</c> of an order. Values are read in any letter case (and as numbers, in this order) and held
/// in the spelling below. A value not listed is held as it came.
/// </summary>
public static class OrderStatus
{
    /// <summary>The shopper is shopping; the order can be edited.</summary>
    public const string Checkout = "checkout";

    /// <summary>The shopper has pressed buy.</summary>
    public const string Processing = "processing";

    /// <summary>The payment provider has accepted the purchase, perhaps under review.</summary>
    public const string Accepted = "accepted";

    /// <summary>Final; exported to the shop's platform.</summary>
    public const string Completed = "completed";

    /// <summary>Finally refused.</summary>
    public const string Declined = "declined";

    /// <summary>The order was discarded.</summary>
    public const string Removed = "removed";

    internal sealed class Converter() : WordConverter(Checkout, Processing, Accepted, Completed, Declined, Removed);
}

/// <summary>State of a payment. Read like <see cref="OrderStatus"/>.</summary>
public static class NorcePaymentState
{
    /// <summary>Created, session open.</summary>
    public const string Intent = "intent";

    /// <summary>Soft-deleted; ignored by everyone.</summary>
    public const string Removed = "removed";

    /// <summary>The shopper is paying.</summary>
    public const string Processing = "processing";

    /// <summary>Technical failure.</summary>
    public const string Failed = "failed";

    /// <summary>Confirmed by the provider, reservation not verified; not written by this adapter.</summary>
    public const string Confirmed = "confirmed";

    /// <summary>Accepted, under review.</summary>
    public const string Pending = "pending";

    /// <summary>Finally refused.</summary>
    public const string Declined = "declined";

    /// <summary>Money reserved.</summary>
    public const string Reserved = "reserved";

    /// <summary>Money returned.</summary>
    public const string Credited = "credited";

    /// <summary>Fully captured.</summary>
    public const string Captured = "captured";

    /// <summary>Reservation released (newer Order API only).</summary>
    public const string Cancelled = "cancelled";

    /// <summary>Money returned (newer Order API only).</summary>
    public const string Refunded = "refunded";

    private static readonly string[] all =
    [
        Intent, Removed, Processing, Failed, Confirmed, Pending, Declined, Reserved, Credited, Captured, Cancelled,
        Refunded,
    ];

    /// <summary>Every state that there is.</summary>
    public static IReadOnlyList<string> All => all;

    internal sealed class Converter() : WordConverter(all);
}

/// <summary>State of a shipping. Read like <see cref="OrderStatus"/>.</summary>
public static class NorceShippingState
{
    /// <summary>While shopping.</summary>
    public const string Intent = "intent";

    /// <summary>Soft-deleted.</summary>
    public const string Removed = "removed";

    /// <summary>Being booked.</summary>
    public const string Processing = "processing";

    /// <summary>The shipping provider reported an error.</summary>
    public const string Failed = "failed";

    /// <summary>The shipping provider confirmed.</summary>
    public const string Confirmed = "confirmed";

    internal sealed class Converter() : WordConverter(Intent, Removed, Processing, Failed, Confirmed);
}

/// <summary>What a payment is for. Read like <see cref="OrderStatus"/>.</summary>
public static class NorcePaymentType
{
    /// <summary>The one main payment.</summary>
    public const string Default = "default";

    /// <summary>Paid beforehand.</summary>
    public const string Prepaid = "prepaid";

    /// <summary>Gift card.</summary>
    public const string Voucher = "voucher";

    internal sealed class Converter() : WordConverter(Default, Prepaid, Voucher);
}

/// <summary>Person or organization. Read like <see cref="OrderStatus"/>.</summary>
public static class CustomerType
{
    public const string Person = "person";

    public const string Organization = "organization";

    internal sealed class Converter() : WordConverter(Person, Organization);
}

/// <summary>What an entry of a payment's audit trail tells. Read like <see cref="OrderStatus"/>.</summary>
public static class PaymentEvents
{
    /// <summary>Session created.</summary>
    public const string Open = "open";

    /// <summary>The order went to processing.</summary>
    public const string Process = "process";

    /// <summary>The provider accepted.</summary>
    public const string Confirm = "confirm";

    /// <summary>Back to checkout.</summary>
    public const string Reopen = "reopen";

    /// <summary>Payment or reservation cancelled.</summary>
    public const string Cancel = "cancel";

    /// <summary>An action was executed through the Order API.</summary>
    public const string PaymentAction = "paymentAction";

    /// <summary>Money taken.</summary>
    public const string Capture = "capture";

    /// <summary>Money returned.</summary>
    public const string Refund = "refund";

    internal sealed class Converter() : WordConverter(
        Open, Process, Confirm, Reopen, Cancel, PaymentAction, Capture, Refund);
}

/// <summary>
/// <c>type</c> of a payment action: the names of our order-management endpoints. Norce gives no list.
/// </summary>
public static class PaymentActionTypes
{
    public const string Capture = "capture";

    public const string Cancel = "cancel";

    public const string Refund = "refund";

    public const string Refresh = "refresh";
}
