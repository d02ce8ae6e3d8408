namespace QliroAdapter;

/// <summary>
/// The published error codes (adapter API, builds 2024-03, 2025-11 and 2026-01). A name here is never changed.
/// </summary>
public static class ErrorCodes
{
    public const string InternalServerError = "internal-server-error";
    public const string Unauthorized = "unauthorized";
    public const string ConfigurationError = "configuration-error";
    public const string ConfigurationNotFound = "configuration-not-found";
    public const string OrderNotFound = "order-not-found";
    public const string OrderError = "order-error";
    public const string OrderBadRequest = "order-bad-request";
    public const string OrderConflict = "order-conflict";
    public const string OrderValidation = "order-validation";
    public const string OrderUnknownValidationError = "order-unknown-validation-error";
    public const string ShippingNotFound = "shipping-not-found";
    public const string ShippingError = "shipping-error";
    public const string PaymentNotFound = "payment-not-found";
    public const string PaymentError = "payment-error";
    public const string PaymentConflict = "payment-conflict";
    public const string QliroError = "qliro-error";
    public const string QliroBadRequest = "qliro-bad-request";
    public const string QliroValidation = "qliro-validation";
    public const string QliroOrderNotFound = "qliro-order-not-found";
    public const string QliroOrderExpired = "qliro-order-expired";
    public const string TranslationNotFound = "translation-not-found";
}
