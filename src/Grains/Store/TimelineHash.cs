using System.Buffers;
using System.Buffers.Binary;
using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>
/// The hash over a timeline (hash chain, SHA-256): each row's is over the one before it and the row. Pure.
/// </summary>
public static class TimelineHash
{
    // Before the row's texts: the hash before it, its number, its time, the length of its kind.
    private const int Fixed = SHA256.HashSizeInBytes + sizeof(long) + sizeof(long) + sizeof(int);

    /// <summary>The hash before the first row: over the payment, and where its chain begins.</summary>
    public static byte[] Start(string payment, long first, long before) => SHA256.HashData(Encoding.UTF8.GetBytes(
        FormattableString.Invariant($"qliro-adapter timeline 1\n{payment}\n{first}\n{before}")));

    /// <summary>The hash after a row: over its number, time, kind and text.</summary>
    public static byte[] After(byte[] hash, long number, TimelineEntry row)
    {
        var size = Fixed + Encoding.UTF8.GetMaxByteCount(row.Kind.Length + row.Summary.Length);
        var buffer = ArrayPool<byte>.Shared.Rent(size);
        try
        {
            var rest = buffer.AsSpan(SHA256.HashSizeInBytes);
            hash.CopyTo(buffer, 0);
            BinaryPrimitives.WriteInt64BigEndian(rest, number);
            BinaryPrimitives.WriteInt64BigEndian(rest[8..], row.At.UtcTicks / TimeSpan.TicksPerMicrosecond);
            var kind = Encoding.UTF8.GetBytes(row.Kind, rest[20..]);
            BinaryPrimitives.WriteInt32BigEndian(rest[16..], kind);
            var length = Fixed + kind + Encoding.UTF8.GetBytes(row.Summary, rest[(20 + kind)..]);
            return SHA256.HashData(buffer.AsSpan(0, length));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>The hash of a stored document.</summary>
    public static byte[] OfDocument(string document)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Encoding.UTF8.GetMaxByteCount(document.Length));
        try
        {
            return SHA256.HashData(buffer.AsSpan(0, Encoding.UTF8.GetBytes(document, buffer)));
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <summary>
    /// A row as every store gives it back: its time cut to the millisecond, its texts without U+0000.
    /// </summary>
    public static TimelineEntry AsStored(TimelineEntry row) => row with
    {
        At = new(row.At.UtcTicks - (row.At.UtcTicks % TimeSpan.TicksPerMillisecond), TimeSpan.Zero),
        Kind = row.Kind.Replace('\0', '\uFFFD'),
        Summary = row.Summary.Replace('\0', '\uFFFD'),
    };

    /// <summary>
    /// The month to which a row counts. An hour early, so that it is never later than the month under which a database
    /// whose clock differs a little files the row.
    /// </summary>
    public static int MonthOf(DateTimeOffset at)
    {
        var counted = at.UtcDateTime.AddHours(-1);
        return (counted.Year * 100) + counted.Month;
    }
}
