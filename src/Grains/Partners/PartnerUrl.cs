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

    /// <summary>True when the host part holds <c>{merchant}</c>, so that callers choose among hosts.</summary>
    public static bool HasHostOfMerchant(string template)
        => HostOf(template).Contains(MerchantPlaceholder, StringComparison.Ordinal);

    /// <summary>
    /// Fills <c>{merchant}</c>: escaped in a path; in a host name only when the merchant is a single DNS label. Absent
    /// when the merchant cannot be put there, which includes dots alone: in a path they lead to the segment above.
    /// </summary>
    public static string? ForMerchant(string template, string merchant)
    {
        if (!template.Contains(MerchantPlaceholder, StringComparison.Ordinal)) return template;
        if (HasHostOfMerchant(template) && !DnsLabel().IsMatch(merchant)) return null;
        if (!merchant.AsSpan().ContainsAnyExcept('.')) return null;
        return template.Replace(MerchantPlaceholder, Uri.EscapeDataString(merchant), StringComparison.Ordinal);
    }

    /// <summary>What stands before the path.</summary>
    private static string HostOf(string template)
    {
        var afterScheme = template.IndexOf("://", StringComparison.Ordinal) + 3;
        var pathStart = template.IndexOf('/', Math.Min(afterScheme, template.Length));
        return pathStart < 0 ? template : template[..pathStart];
    }

    [GeneratedRegex("^[A-Za-z0-9](?:[A-Za-z0-9-]{0,61}[A-Za-z0-9])?$", RegexOptions.CultureInvariant, Timeout.Infinite)]
    private static partial Regex DnsLabel();
}
