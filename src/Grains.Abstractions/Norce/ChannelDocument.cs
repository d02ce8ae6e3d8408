using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>
/// Sent by a node's cache when it has no document, or has one that is a minute old. Any number of repeats is harmless.
/// </summary>
public sealed record GetConfiguration;

/// <summary>
/// What a channel's grain knows of its configuration document: a good one, or why there is none. Exactly one of
/// <see cref="Document"/> and <see cref="Error"/> is present.
/// </summary>
public sealed record ChannelDocument
{
    /// <summary>The JSON text as the Configuration API gave it. Holds the merchant's secret at Qliro.</summary>
    public Masked? Document { get; init; }

    /// <summary><c>configuration-not-found</c> or <c>configuration-error</c>.</summary>
    public PaymentError? Error { get; init; }

    /// <summary>When the Configuration API last gave this document; absent without one.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>
    /// Since when the Configuration API has given no answer about the channel: it cannot be reached, fails, or refuses
    /// our token. Absent while it answers. Sent as <c>awaySince</c>.
    /// </summary>
    [JsonPropertyName("awaySince")]
    public DateTimeOffset? UnavailableSince { get; init; }

    /// <summary>
    /// When the circuit breaker lets the next read through, after reads that got no answer; absent when a read is
    /// allowed now. Sent as <c>holdsUntil</c>.
    /// </summary>
    [JsonPropertyName("holdsUntil")]
    public DateTimeOffset? OpenUntil { get; init; }

    /// <summary>What has changed in the document, the newest first; no values.</summary>
    public IReadOnlyList<ChannelChange> Changes { get; init; } = [];

    /// <summary>How long a node may use this answer before it asks again. At most a minute.</summary>
    public TimeSpan GoodFor { get; init; }
}

/// <summary>A change of a channel's configuration document, as it was noticed.</summary>
/// <param name="At">When the changed document was read for the first time.</param>
/// <param name="What">The keys that were added, removed or given another value, no values; not all of many.</param>
public sealed record ChannelChange(DateTimeOffset At, IReadOnlyList<string> What);
