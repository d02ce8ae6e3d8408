using System.Collections.Frozen;

namespace QliroAdapter.WebFront;

/// <summary>The one place that turns a published error code into an HTTP status.</summary>
internal static class ErrorStatus
{
    private const int Otherwise = StatusCodes.Status400BadRequest;

    // These codes have their own status only on routes whose description declares that status with an Error body; on
    // other routes they are 400.
    private static readonly FrozenDictionary<string, int> whereDeclared = new Dictionary<string, int>
    {
        [ErrorCodes.ConfigurationNotFound] = StatusCodes.Status404NotFound,
        [ErrorCodes.OrderConflict] = StatusCodes.Status409Conflict,
        [ErrorCodes.PaymentConflict] = StatusCodes.Status409Conflict,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    private static readonly FrozenDictionary<string, int> everywhere = new Dictionary<string, int>
    {
        [ErrorCodes.InternalServerError] = StatusCodes.Status500InternalServerError,
        [ErrorCodes.Unauthorized] = StatusCodes.Status401Unauthorized,
        [ErrorCodes.ConfigurationError] = StatusCodes.Status400BadRequest,
        [ErrorCodes.OrderNotFound] = StatusCodes.Status404NotFound,
        [ErrorCodes.OrderError] = StatusCodes.Status400BadRequest,
        [ErrorCodes.OrderBadRequest] = StatusCodes.Status400BadRequest,
        [ErrorCodes.OrderValidation] = StatusCodes.Status400BadRequest,
        [ErrorCodes.OrderUnknownValidationError] = StatusCodes.Status400BadRequest,
        [ErrorCodes.ShippingNotFound] = StatusCodes.Status404NotFound,
        [ErrorCodes.ShippingError] = StatusCodes.Status400BadRequest,
        [ErrorCodes.PaymentNotFound] = StatusCodes.Status404NotFound,
        [ErrorCodes.PaymentError] = StatusCodes.Status400BadRequest,
        [ErrorCodes.QliroError] = StatusCodes.Status400BadRequest,
        [ErrorCodes.QliroBadRequest] = StatusCodes.Status400BadRequest,
        [ErrorCodes.QliroValidation] = StatusCodes.Status400BadRequest,
        [ErrorCodes.QliroOrderNotFound] = StatusCodes.Status404NotFound,
        [ErrorCodes.QliroOrderExpired] = StatusCodes.Status400BadRequest,
        [ErrorCodes.TranslationNotFound] = StatusCodes.Status400BadRequest,
    }.ToFrozenDictionary(StringComparer.Ordinal);

    // The adapter or a partner failed; the other codes tell the caller what to do otherwise.
    private static readonly FrozenSet<string> failures = new[]
    {
        ErrorCodes.InternalServerError, ErrorCodes.ConfigurationError, ErrorCodes.OrderError, ErrorCodes.ShippingError,
        ErrorCodes.PaymentError, ErrorCodes.QliroError,
    }.ToFrozenSet(StringComparer.Ordinal);

    /// <summary>True when it is not the caller's fault.</summary>
    public static bool IsFailure(PaymentError refusal) => failures.Contains(refusal.Code);

    /// <summary>
    /// The status of a refusal on a route that declares these error statuses; 400 for a code that this build does not
    /// know.
    /// </summary>
    public static int For(PaymentError refusal, IReadOnlyCollection<int> declared)
    {
        if (refusal.IsConflict) return StatusCodes.Status409Conflict;
        if (whereDeclared.TryGetValue(refusal.Code, out var status))
            return declared.Contains(status) ? status : Otherwise;
        return everywhere.GetValueOrDefault(refusal.Code, Otherwise);
    }
}
