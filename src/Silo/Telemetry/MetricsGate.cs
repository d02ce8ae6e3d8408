using System.Security.Cryptography;
using System.Text;
using Microsoft.Extensions.Options;
using Microsoft.Net.Http.Headers;

namespace QliroAdapter.Silo;

/// <summary>
/// Lets scrapers in that send one of the tokens of <see cref="MetricsOptions"/>; all when there is none. Thread-safe.
/// </summary>
internal sealed class MetricsGate(RequestDelegate next, IOptions<MetricsOptions> options)
{
    private const string Scheme = "Bearer ";

    private readonly byte[][] hashes = [.. options.Value.AccessTokens.Select(HashOf)];

    public Task Invoke(HttpContext context)
    {
        if (hashes.Length == 0 || IsKnown(context.Request.Headers.Authorization.ToString())) return next(context);
        context.Response.StatusCode = StatusCodes.Status401Unauthorized;
        context.Response.Headers[HeaderNames.WWWAuthenticate] = Scheme.TrimEnd();
        return Task.CompletedTask;
    }

    // Compares with every token, so that the time tells nothing about which one matches.
    private bool IsKnown(string header)
    {
        if (!header.StartsWith(Scheme, StringComparison.OrdinalIgnoreCase)) return false;
        var presented = SHA256.HashData(Encoding.UTF8.GetBytes(header[Scheme.Length..].Trim()));
        var isKnown = false;
        foreach (var hash in hashes) isKnown |= CryptographicOperations.FixedTimeEquals(hash, presented);
        return isKnown;
    }

    private static byte[] HashOf(string configured) => AccessTokenAttribute.IsHashed(configured)
        ? Convert.FromHexString(configured.AsSpan(AccessTokenAttribute.HashedPrefix.Length))
        : SHA256.HashData(Encoding.UTF8.GetBytes(configured));
}
