using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>The only place where a failed call to Qliro becomes a published error code.</summary>
public static class QliroRefusal
{
    /// <summary>Qliro's code for an order too old to be updated.</summary>
    public const string OrderExpired = "ORDER_EXPIRED";

    private const string OrderNotFound = "ORDER_NOT_FOUND";

    /// <summary>
    /// The error for a failure, decided in this order: not rejected (qliro-error), 401 and 403 (qliro-error), expired,
    /// not found, every other rejection (qliro-bad-request). Holds Qliro's own error whenever it gave a code or
    /// reference.
    /// </summary>
    public static PaymentError Of(PartnerFailure failure) => new()
    {
        Code = CodeOf(failure),
        Message = MessageOf(failure),
        QliroError = failure.Code is null && failure.Reference is null && failure.Kind != PartnerFailureKind.Rejected
            ? null
            : new() { ErrorCode = failure.Code, ErrorMessage = failure.Message, ErrorReference = failure.Reference },
    };

    /// <summary>A 404 that is not believed, because Qliro's admin API does not confirm it.</summary>
    public static PaymentError NotThere(PartnerFailure failure)
        => Of(failure with { Kind = PartnerFailureKind.Unavailable });

    private static string CodeOf(PartnerFailure failure)
    {
        if (failure.Kind != PartnerFailureKind.Rejected) return ErrorCodes.QliroError;
        if (failure.Status is 401 or 403) return ErrorCodes.QliroError;
        if (Is(failure, OrderExpired)) return ErrorCodes.QliroOrderExpired;
        return failure.Status == 404 || Is(failure, OrderNotFound)
            ? ErrorCodes.QliroOrderNotFound
            : ErrorCodes.QliroBadRequest;
    }

    private static string MessageOf(PartnerFailure failure) => failure switch
    {
        { Kind: PartnerFailureKind.Rejected, Status: 401 or 403 } =>
            "Qliro did not accept our signature: check apiUrl, merchantApiKey and merchantApiSecret of the channel.",
        { Kind: PartnerFailureKind.Unknown } =>
            $"Qliro gave no usable answer, so the outcome is not known: {failure.Message}",
        { Kind: PartnerFailureKind.Unavailable } => $"Qliro is not available: {failure.Message}",
        _ => $"Qliro refused: {failure.Message}",
    };

    private static bool Is(PartnerFailure failure, string code)
        => string.Equals(failure.Code, code, StringComparison.OrdinalIgnoreCase);
}
