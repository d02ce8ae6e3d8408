using System.Net;
using System.Net.Sockets;
using Polly.Timeout;

namespace QliroAdapter.Client;

/// <summary>Which calls may be repeated, and after which failures. Only the adapter's contract decides this.</summary>
internal static class RetryRules
{
    private const string Callbacks = "/api/checkout/v1/callback/orders/";

    /// <summary>
    /// Callbacks that Qliro and Norce repeat as well: each has the same effect whether it comes once or often.
    /// </summary>
    private static readonly string[] repeatableCallbacks =
    [
        "validate", "push", "notification", "save-recurring-details", "status", "shipping-methods",
        "shipping-addresses", "customer-update", "cart-changed", "state-changed", "update-payment", "complete",
    ];

    /// <summary>True when the adapter accepts this call any number of times.</summary>
    public static bool IsRepeatable(HttpRequestMessage call)
    {
        if (call.Method == HttpMethod.Get) return true;
        var path = call.RequestUri!.AbsolutePath;
        var name = path[(path.LastIndexOf('/') + 1)..];
        if (path.Contains(Callbacks, StringComparison.Ordinal)) return repeatableCallbacks.Contains(name);
        return name switch
        {
            "refresh" or "remove" => true,
            "capture" or "cancel" or "refund" => call.Headers.Contains(AdapterHeaders.IdempotencyKey),
            _ => false,
        };
    }

    /// <summary>
    /// True when another attempt is worth while: for every call when no connection was made; for a repeatable call also
    /// when the connection broke, the attempt timed out, or the answer was 408, 429, 500, 502, 503 or 504.
    /// </summary>
    public static bool IsPassing(HttpRequestMessage call, Exception? failure, HttpResponseMessage? answer)
    {
        if (failure is HttpRequestException broken && Failures.NeverConnected(broken)) return true;
        if (!IsRepeatable(call)) return false;
        return failure is HttpRequestException or SocketException or IOException or TimeoutRejectedException
            || answer?.StatusCode is HttpStatusCode.RequestTimeout or HttpStatusCode.TooManyRequests
                or HttpStatusCode.InternalServerError or HttpStatusCode.BadGateway
                or HttpStatusCode.ServiceUnavailable or HttpStatusCode.GatewayTimeout;
    }
}
