using System.ComponentModel.DataAnnotations;
using QliroAdapter.Settings;

namespace QliroAdapter.OutgoingEvents;

/// <summary>
/// Where shops and monitoring are told what happens to payments, by signed calls. Section <c>Events</c>.
/// </summary>
[SettingsSection("Events")]
public sealed class EventOptions : IValidatableObject
{
    /// <summary>
    /// Where events are posted; absolute, https, without query, fragment and user, so that no secret stands in it.
    /// </summary>
    /// <value>None: no events are made.</value>
    [HttpUrl(IsBase = true)]
    public string? Url { get; set; }

    /// <summary>
    /// The secrets that sign, each <c>whsec_</c> and 24 to 64 bytes in base64. Each gives a signature of its own, so
    /// that the receiver may know either while one is replaced.
    /// </summary>
    /// <value>None; required with a URL.</value>
    [SigningSecret]
    public IReadOnlyList<string> Secrets { get; set; } = [];

    /// <summary>
    /// Hours after which an event that the receiver did not take is given up. Longer than a weekend, so that a receiver
    /// that broke on a Friday misses nothing.
    /// </summary>
    /// <value>72</value>
    [Range(0.01, 720)]
    public double GiveUpHours { get; set; } = 72;

    /// <summary>Seconds that the receiver has for its answer.</summary>
    /// <value>10</value>
    [Range(1, 60)]
    public int TimeoutSeconds { get; set; } = 10;

    /// <summary>
    /// When true, the receiver may be at a private or loopback address and may speak http: in a network of one's own,
    /// and for tests.
    /// </summary>
    /// <value>False.</value>
    public bool AllowPrivateAddresses { get; set; }

    /// <inheritdoc/>
    public IEnumerable<ValidationResult> Validate(ValidationContext validationContext)
    {
        if (Url is null)
        {
            if (Secrets.Count > 0) yield return new("is required with Events:Secrets", [nameof(Url)]);
            yield break;
        }
        if (Secrets.Count == 0)
            yield return new("is required with Events:Url: who signs nothing proves nothing", [nameof(Secrets)]);
        if (!AllowPrivateAddresses && !Url.StartsWith("https://", StringComparison.OrdinalIgnoreCase))
            yield return new("must be https, unless Events:AllowPrivateAddresses is set", [nameof(Url)]);
    }
}
