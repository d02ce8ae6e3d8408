using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// One order with everything that happened to it. Read and changed while the simulator's lock is held.
/// </summary>
internal sealed class QliroOrder(long id, QliroMerchant merchant, JsonObject request)
{
    public long Id { get; } = id;

    public QliroMerchant Merchant { get; } = merchant;

    /// <summary>A merchant is known by its key; its secret may be replaced while orders are under way.</summary>
    public bool IsOf(QliroMerchant asking) => asking.ApiKey == Merchant.ApiKey;

    /// <summary>The request that created it, with updates applied.</summary>
    public JsonObject Request { get; } = request;

    public string Reference { get; set; } = Json.String(request["MerchantReference"]) ?? "";

    public string Currency => Text("Currency");

    public string Country => Text("Country");

    public string Status { get; set; } = CheckoutStatus.InProcess;

    public DateTimeOffset CreatedAt { get; set; }

    public DateTimeOffset SessionExpiresAt { get; set; }

    public string SessionToken { get; set; } = "";

    /// <summary>The merchant's lines.</summary>
    public List<QliroLine> Lines { get; set; } = [];

    /// <summary>Lines Qliro added: shipping chosen in the page, fees of the payment method.</summary>
    public List<QliroLine> Added { get; } = [];

    public IEnumerable<QliroLine> AllLines => Lines.Concat(Added);

    public decimal Total => AllLines.Sum(line => line.Total);

    public JsonObject? Customer { get; set; }

    public JsonObject? Billing { get; set; }

    public JsonObject? Shipping { get; set; }

    /// <summary>True when a test has set the addresses, also to none.</summary>
    public bool HasAddressesSet { get; set; }

    public string? SelectedShippingMethod { get; set; }

    public string? SelectedSecondaryOption { get; set; }

    public string? Method { get; set; }

    public string? MethodTypeCode { get; set; }

    public bool IdentityVerified { get; set; }

    /// <summary>Null while the shopper has not been asked.</summary>
    public bool? WantsNewsletter { get; set; }

    public JsonObject? SavedCard { get; set; }

    public List<QliroTransaction> Transactions { get; } = [];

    public List<ItemAction> Actions { get; } = [];

    /// <summary>Until when goods may be added after the purchase; null when that is not allowed.</summary>
    public DateTimeOffset? UpsellUntil { get; set; }

    /// <summary>The worth of the goods added after the purchase.</summary>
    public decimal UpsellTotal { get; set; }

    public bool Cancelled { get; set; }

    /// <summary>True from the press of the buy button until its outcome.</summary>
    public bool IsPaying { get; set; }

    public string Text(string member) => Json.String(Request[member]) ?? "";

    /// <summary>The money is taken with the purchase, not reserved.</summary>
    public bool IsDirectMethod => Method is "SWISH" or "TRUSTLY" or "VIPPS" or "MOBILEPAY";

    public bool IsQliroMethod => Method is not null
        && (Method.StartsWith("QLIRO", StringComparison.Ordinal)
            || Method.StartsWith("INVOICE", StringComparison.Ordinal));
}

/// <summary>The values of CustomerCheckoutStatus.</summary>
public static class CheckoutStatus
{
    public const string InProcess = "InProcess";
    public const string OnHold = "OnHold";
    public const string Completed = "Completed";
    public const string Refused = "Refused";
}

/// <summary>The values of a payment transaction's status.</summary>
public static class TransactionStatus
{
    public const string Created = "Created";
    public const string InProcess = "InProcess";
    public const string OnHold = "OnHold";
    public const string Success = "Success";
    public const string Error = "Error";
    public const string Cancelled = "Cancelled";
}

/// <summary>A payment transaction of an order.</summary>
internal sealed class QliroTransaction(long id, long orderId, string type, decimal amount, long? originalId)
{
    public long Id { get; } = id;

    public long OrderId { get; } = orderId;

    public string Type { get; } = type;

    public decimal Amount { get; } = amount;

    public long? OriginalId { get; } = originalId;

    public string Status { get; set; } = TransactionStatus.Created;

    public DateTimeOffset At { get; set; }

    public string? ErrorCode { get; set; }

    public string? ErrorDescription { get; set; }

    /// <summary>The error that it will end with, whatever outcome was planned.</summary>
    public string? FailsWith { get; set; }

    /// <summary>A discount that was added to what was captured.</summary>
    public bool IsAddition { get; set; }

    /// <summary>Gives captured money back.</summary>
    public bool GivesBack => IsAddition || Type is "Refund" or "Credit";

    /// <summary>What must succeed for this to have a meaning: the reservation that takes the place of the one it
    /// reverses.</summary>
    public QliroTransaction? DependsOn { get; set; }

    /// <summary>Set on a reservation that UpdateItems replaced.</summary>
    public bool Superseded { get; set; }

    /// <summary>Runs when the transaction succeeds.</summary>
    public Action? OnSuccess { get; init; }

    public bool IsOpen
        => Status is TransactionStatus.Created or TransactionStatus.InProcess or "UserInteractionRequired";

    public bool Succeeded => Status == TransactionStatus.Success;

    public bool IsReservation => Type is "Preauthorization" or "Debit";
}

/// <summary>
/// What a transaction does to a line. <see cref="ParentId"/> is the reservation of a shipment or the capture of a
/// return.
/// </summary>
internal sealed record ItemAction(long Id, string ActionType, long TransactionId, long ParentId, QliroLine Line);
