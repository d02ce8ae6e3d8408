using System.Buffers.Text;
using System.Text.Json;
using System.Text.RegularExpressions;

namespace QliroAdapter.Qliro;

/// <summary>
/// How long a snippet can be used. It holds a token (a JWT), whose expiry counts. When none can be read, the session is
/// taken to last as long as Qliro's sessions usually do.
/// </summary>
public static partial class SnippetSession
{
    /// <summary>The lifetime of the session in Qliro's published example.</summary>
    public static readonly TimeSpan Lasts = TimeSpan.FromMinutes(90);

    /// <summary>True when the session of an order's snippet has expired.</summary>
    /// <param name="order">With its snippet.</param>
    /// <param name="from">When the session was started, for a snippet whose token does not tell its expiry.</param>
    /// <param name="now">The present time.</param>
    public static bool IsOver(QliroOrder order, DateTimeOffset from, DateTimeOffset now)
        => now >= (EndOf(order.OrderHtmlSnippet?.Reveal() ?? "") ?? (from + Lasts));

    /// <summary>The expiry of the token in the snippet; absent when there is none that can be read.</summary>
    public static DateTimeOffset? EndOf(string snippet)
    {
        try
        {
            if (Token().Match(snippet) is not { Success: true } token) return null;
            using var claims = JsonDocument.Parse(Base64Url.DecodeFromChars(token.Groups["claims"].Value));
            return claims.RootElement.TryGetProperty("exp", out var expiry) && expiry.TryGetInt64(out var seconds)
                ? DateTimeOffset.FromUnixTimeSeconds(seconds)
                : null;
        }
        catch (Exception unreadable) when (unreadable is FormatException or JsonException or RegexMatchTimeoutException
            or InvalidOperationException or ArgumentOutOfRangeException)
        {
            return null;
        }
    }

    [GeneratedRegex(@"eyJ[\w-]+\.(?<claims>eyJ[\w-]+)\.[\w-]+", RegexOptions.CultureInvariant, 200)]
    private static partial Regex Token();
}
