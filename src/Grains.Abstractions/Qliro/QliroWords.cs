using QliroAdapter.Norce.Parsing;

namespace QliroAdapter.Qliro;

/// <summary>
/// CustomerCheckoutStatus of a Qliro order. Values are read in any letter case (and as numbers, in this order) and held
/// in the spelling below. A value not listed is held as it came, and counts as "not decided".
/// </summary>
public static class CheckoutStatus
{
    /// <summary>The customer is still in the checkout, or the bank has not decided.</summary>
    public const string InProcess = "InProcess";

    /// <summary>Reserved; for direct methods paid.</summary>
    public const string Completed = "Completed";

    /// <summary>Submitted, not decided; becomes Completed or Refused.</summary>
    public const string OnHold = "OnHold";

    /// <summary>Finally declined.</summary>
    public const string Refused = "Refused";

    internal sealed class Converter() : WordConverter(InProcess, Completed, OnHold, Refused);
}

/// <summary>
/// Type of a payment transaction; <c>PaymentType</c> in pushes. Read like <see cref="CheckoutStatus"/>.
/// </summary>
public static class TransactionType
{
    /// <summary>Money reserved.</summary>
    public const string Preauthorization = "Preauthorization";

    /// <summary>Money taken at once, by direct methods.</summary>
    public const string Debit = "Debit";

    public const string Credit = "Credit";

    /// <summary>Money taken, after MarkItemsAsShipped.</summary>
    public const string Capture = "Capture";

    /// <summary>Reservation released, by our cancel or for another reason.</summary>
    public const string Reversal = "Reversal";

    /// <summary>Money returned.</summary>
    public const string Refund = "Refund";

    public const string UpdateInvoice = "UpdateInvoice";

    /// <summary>A card saved without a purchase.</summary>
    public const string Registration = "Registration";

    internal sealed class Converter() : WordConverter(
        Preauthorization, Debit, Credit, Capture, Reversal, Refund, UpdateInvoice, Registration);
}

/// <summary>
/// Status of a payment transaction. Read like <see cref="CheckoutStatus"/>; only Success and Error and Cancelled are
/// final.
/// </summary>
public static class TransactionStatus
{
    public const string Created = "Created";

    public const string InProcess = "InProcess";

    public const string UserInteractionRequired = "UserInteractionRequired";

    public const string OnHold = "OnHold";

    public const string Success = "Success";

    public const string Error = "Error";

    public const string Cancelled = "Cancelled";

    internal sealed class Converter() : WordConverter(
        Created, InProcess, UserInteractionRequired, OnHold, Success, Error, Cancelled);
}

/// <summary>Type of an order line. Read like <see cref="CheckoutStatus"/>.</summary>
public static class OrderItemType
{
    public const string Product = "Product";

    /// <summary>Neither price is above zero.</summary>
    public const string Discount = "Discount";

    public const string Fee = "Fee";

    public const string Shipping = "Shipping";

    internal sealed class Converter() : WordConverter(Product, Discount, Fee, Shipping);
}

/// <summary>What happened to a line, in the admin order. Read like <see cref="CheckoutStatus"/>.</summary>
public static class OrderItemActionType
{
    public const string Create = "Create";

    public const string Reserve = "Reserve";

    public const string Ship = "Ship";

    public const string Return = "Return";

    public const string Release = "Release";

    internal sealed class Converter() : WordConverter(Create, Reserve, Ship, Return, Release);
}

/// <summary>Person or company. Read like <see cref="CheckoutStatus"/>.</summary>
public static class JuridicalType
{
    public const string Physical = "Physical";

    public const string Company = "Company";

    internal sealed class Converter() : WordConverter(Physical, Company);
}

/// <summary>NotificationType of a push to the checkout URL. Read like <see cref="CheckoutStatus"/>.</summary>
public static class QliroNotificationType
{
    public const string CustomerCheckoutStatus = "CustomerCheckoutStatus";

    public const string UpsellStatus = "UpsellStatus";

    internal sealed class Converter() : WordConverter(CustomerCheckoutStatus, UpsellStatus);
}

/// <summary>
/// EventType of a merchant notification, compared without regard to letter case. Read like <see
/// cref="CheckoutStatus"/>.
/// </summary>
public static class QliroEventType
{
    /// <summary>A shipping provider finished or failed.</summary>
    public const string ShippingProviderUpdate = "SHIPPING_PROVIDER_UPDATE";

    internal sealed class Converter() : WordConverter(ShippingProviderUpdate);
}
