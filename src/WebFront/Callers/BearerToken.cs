using Microsoft.Net.Http.Headers;

namespace QliroAdapter.WebFront;

/// <summary>The token of an <c>Authorization: Bearer …</c> header.</summary>
internal static class BearerToken
{
    private const string Scheme = "Bearer ";

    /// <summary>The token that was sent, not yet verified; null when there is none or the scheme is another.</summary>
    public static string? ReadUnverified(HttpRequest request)
    {
        var header = request.Headers[HeaderNames.Authorization].ToString();
        return header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase) && header.Length > Scheme.Length
            ? header[Scheme.Length..].Trim()
            : null;
    }
}
