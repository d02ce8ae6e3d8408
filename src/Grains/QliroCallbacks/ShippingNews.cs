using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using QliroAdapter.Qliro;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// The newest report of a shipping provider through Qliro. Its payload can hold an address, so it is masked, and kept
/// only until Norce has it.
/// </summary>
public sealed record ShippingNews
{
    public required bool IsSuccess { get; init; }

    /// <summary><c>Unifaun</c>, <c>Ingrid</c> or another, unchanged.</summary>
    public string? Provider { get; init; }

    /// <summary>Present only when it failed; at most 500 letters.</summary>
    public string? ErrorMessage { get; init; }

    /// <summary>The time by Qliro's clock; absent when not stated.</summary>
    public DateTimeOffset? Timestamp { get; init; }

    /// <summary>The provider's JSON as text; absent when there was none, it was too large, or Norce has it.</summary>
    public Masked? Payload { get; init; }

    /// <summary>Tells a repeat from a new report.</summary>
    public required string Digest { get; init; }

    /// <summary>
    /// A payment's document is at most 4 MiB and is written at every step, so a payload is limited to 256 KiB.
    /// </summary>
    public const int PayloadLettersMax = 256 * 1024;

    private const int ErrorMessageMax = 500;

    public static ShippingNews Of(QliroNotification notification)
    {
        var payload = notification.Payload is { ValueKind: not (JsonValueKind.Null or JsonValueKind.Undefined) } json
            ? json.GetRawText()
            : null;
        var error = FieldLimits.Cut(notification.ErrorMessage, ErrorMessageMax);
        return new()
        {
            IsSuccess = notification.IsSuccess ?? error is null,
            Provider = notification.Provider,
            ErrorMessage = error,
            Timestamp = notification.Timestamp,
            Payload = payload is { Length: <= PayloadLettersMax } ? Masked.Of(payload) : null,
            Digest = DigestOf(
                $"{notification.IsSuccess} {notification.Provider} {error} {notification.Timestamp:O} {payload}"),
        };
    }

    /// <summary>
    /// Qliro's notifications may arrive out of order. Without times the one that arrives later counts as later.
    /// </summary>
    public bool IsOlderThan(ShippingNews other) => Timestamp < other.Timestamp;

    private static string DigestOf(string text)
        => Convert.ToHexStringLower(SHA256.HashData(Encoding.UTF8.GetBytes(text)))[..16];
}
