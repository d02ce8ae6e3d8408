using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// A payment (or an order's creation record) with all that a store holds of it, in the form that PostgreSQL can hold:
/// without U+0000 in its texts. Two rows hold the same when their digests are equal.
/// </summary>
internal sealed record PaymentRow : PaymentColumns
{
    public required long Version { get; init; }

    public required DateTimeOffset UpdatedAt { get; init; }

    public required string Document { get; init; }

    /// <summary>
    /// The number of the newest event; 0 when there never was one. Older events may have been deleted.
    /// </summary>
    public required long LastEvent { get; init; }

    /// <summary>The payment's own key, wrapped; absent when it has none.</summary>
    public string? DataKey { get; init; }

    /// <summary>The signed head of its timeline; absent when it was never signed.</summary>
    public string? Chain { get; init; }

    /// <summary>Oldest first.</summary>
    public required IReadOnlyList<TimelineEntry> Events { get; init; }

    /// <summary>Callbacks that came again and changed nothing, by text (ordinal).</summary>
    public required IReadOnlyList<SignedRepeat> Repeats { get; init; }

    /// <summary>Further ids that lead to it (ordinal).</summary>
    public required IReadOnlyList<string> Ids { get; init; }

    /// <summary>SHA-256 over every value, each preceded by its length; times are cut to microseconds.</summary>
    public byte[] Digest()
    {
        using var hash = IncrementalHash.CreateHash(HashAlgorithmName.SHA256);
        foreach (var text in (string?[])[
            Key, Merchant, Channel, OrderId, PaymentId, QliroOrderId, State, ParkedReason,
            Document, Amount?.Currency, MerchantReference, Attention?.Kind, Attention?.Reason, HeldReason, Method,
            DataKey, Chain])
            Append(hash, text);
        foreach (var number in (long[])[
            Version, Microseconds(DueAt), OutboxEntries, Microseconds(UpdatedAt), LastEvent,
            Hundredths.Of(Amount?.Amount) ?? -1, Microseconds(Attention?.At), Hundredths.Of(Attention?.AtRisk) ?? -1,
            Microseconds(OutboxSince), Microseconds(EventsSince), EventsGivenUp]) Append(hash, number);
        foreach (var entry in Events)
        {
            Append(hash, entry.Sequence);
            Append(hash, Microseconds(entry.At));
            Append(hash, entry.Kind);
            Append(hash, entry.Summary);
            Append(hash, entry.Trace);
        }

        foreach (var (repeat, signature) in Repeats)
        {
            Append(hash, repeat.Summary);
            Append(hash, repeat.Times);
            Append(hash, Microseconds(repeat.At));
            Append(hash, Microseconds(repeat.LastAt));
            Append(hash, signature);
        }

        foreach (var id in Ids) Append(hash, id);
        return hash.GetHashAndReset();
    }

    // An absent text and an empty one give different digests.
    private static void Append(IncrementalHash hash, string? text)
    {
        Append(hash, text is null ? -1 : Encoding.UTF8.GetByteCount(text));
        if (text is not null) hash.AppendData(Encoding.UTF8.GetBytes(text));
    }

    private static void Append(IncrementalHash hash, long number)
    {
        Span<byte> bytes = stackalloc byte[sizeof(long)];
        BinaryPrimitives.WriteInt64BigEndian(bytes, number);
        hash.AppendData(bytes);
    }

    private static long Microseconds(DateTimeOffset? time)
        => time is { } known ? known.UtcTicks / TimeSpan.TicksPerMicrosecond : -1;
}
