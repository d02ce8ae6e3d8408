using System.Text.RegularExpressions;

namespace QliroAdapter.Partners;

/// <summary>
/// Builds the URLs of calls, so that nothing that a caller sends can lead to another host than the configured one.
/// </summary>
internal static partial class PartnerUrl
{
    private const string MerchantPlaceholder = "{merchant}";

    /// <summary>
    /// Joins base and path, which begins with a slash, with exactly one slash between them: Qliro answers 404 to two.
    /// </summary>
    public static Uri Join(string baseUrl, string path) => new(string.Concat(baseUrl.AsSpan().TrimEnd('/'), path));

    /// <summary>True for an absolute http or https URL.</summary>
    public static bool IsUsable(string? url)
        => Uri.TryCreate(url, UriKind.Absolute, out var uri)
            && uri.Scheme is "https" or "http"
            && uri.Host.Length > 0;

    /// <summary>
    /// Fills <c>{merchant}</c>: escaped in a path; in a host name only when the merchant is a single DNS label. Absent
    /// when the merchant cannot be put there.
    /// </summary>
    public static string? ForMerchant(string template, string merchant)
    {
        if (!template.Contains(MerchantPlaceholder, StringComparison.Ordinal)) return template;
        var afterScheme = template.IndexOf("://", StringComparison.Ordinal) + 3;
        var pathStart = template.IndexOf('/', Math.Min(afterScheme, template.Length));
        var host = pathStart < 0 ? template : template[..pathStart];
        if (host.Contains(MerchantPlaceholder, StringComparison.Ordinal) && !DnsLabel().IsMatch(merchant)) return null;
        return template.Replace(MerchantPlaceholder, Uri.EscapeDataString(merchant), StringComparison.Ordinal);
    }

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", RegexOptions.CultureInvariant, 1000)]
    private static partial Regex DnsLabel();
}
