using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>The only place where a failed call to Norce becomes a published error code.</summary>
public static class NorceRefusal
{
    /// <summary>
    /// The error for a failure, decided in this order: configuration, 401 and 403, 409, 404, other 4xx, everything
    /// else.
    /// </summary>
    public static PaymentError Of(PartnerFailure failure, NorceResource resource) => new()
    {
        Code = CodeOf(failure, resource),
        Message = failure.Status switch
        {
            401 or 403 => $"Norce did not accept our token: check Norce:Token. {failure.Message}",
            _ => $"Norce: {failure.Message}",
        },
    };

    private static string CodeOf(PartnerFailure failure, NorceResource resource)
    {
        if (resource == NorceResource.Configuration)
            return failure.Status == 404 ? ErrorCodes.ConfigurationNotFound : ErrorCodes.ConfigurationError;
        if (failure.Kind != PartnerFailureKind.Rejected) return Failed(resource);
        return failure.Status switch
        {
            401 or 403 => ErrorCodes.Unauthorized,
            409 => ErrorCodes.OrderConflict,
            404 when string.Equals(failure.Code, ErrorCodes.OrderNotFound, StringComparison.OrdinalIgnoreCase)
                => ErrorCodes.OrderNotFound,
            404 => NotFound(resource),
            400 or 422 when resource == NorceResource.Order => ErrorCodes.OrderBadRequest,
            _ => Failed(resource),
        };
    }

    private static string NotFound(NorceResource resource) => resource switch
    {
        NorceResource.Payment => ErrorCodes.PaymentNotFound,
        NorceResource.Shipping => ErrorCodes.ShippingNotFound,
        _ => ErrorCodes.OrderNotFound,
    };

    private static string Failed(NorceResource resource) => resource switch
    {
        NorceResource.Payment => ErrorCodes.PaymentError,
        NorceResource.Shipping => ErrorCodes.ShippingError,
        _ => ErrorCodes.OrderError,
    };
}
