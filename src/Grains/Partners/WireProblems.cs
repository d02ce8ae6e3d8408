using System.Text;

namespace QliroAdapter.Partners;

/// <summary>What a failure of the HTTP client says about the call and about the partner's host.</summary>
internal static class WireProblems
{
    /// <summary>True when the call certainly did not reach the partner.</summary>
    public static bool NeverLeft(HttpRequestException problem) => problem.HttpRequestError
        is HttpRequestError.ConnectionError
        or HttpRequestError.NameResolutionError
        or HttpRequestError.SecureConnectionError
        or HttpRequestError.ProxyTunnelError
        or HttpRequestError.VersionNegotiationError;

    /// <summary>
    /// Whether the host could not be reached, or broke off. An answer larger than we read is still one of the host's.
    /// </summary>
    public static HostSign SignOf(HttpRequestException problem)
        => problem.HttpRequestError == HttpRequestError.ConfigurationLimitExceeded
            ? HostSign.Answers
            : HostSign.Unavailable;

    /// <summary>
    /// True when the HTTP client would refuse to send the request: a header must hold visible ASCII characters. The
    /// caller's names are in some of them.
    /// </summary>
    public static bool CannotBeSent(HttpRequestMessage request)
    {
        foreach (var header in request.Headers.NonValidated)
        {
            foreach (var value in header.Value)
            {
                if (!IsSendable(value)) return true;
            }
        }

        return false;
    }

    private static bool IsSendable(string value)
        => Ascii.IsValid(value) && value.AsSpan().IndexOfAnyInRange('\0', '\u001F') < 0;
}
