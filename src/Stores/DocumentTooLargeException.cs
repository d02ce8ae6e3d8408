using System.Text;

namespace QliroAdapter.Store;

/// <summary>A payment's document is larger than the store accepts. Nothing was written.</summary>
public sealed class DocumentTooLargeException(string key, long bytes)
    : Exception($"The document of {key} is {bytes} bytes and at most {BytesMax} are stored; " +
        "look at what its last callbacks brought in.")
{
    /// <summary>
    /// 4 MiB as UTF-8: a thousand times the size of a usual payment, and still small enough to write in one piece.
    /// </summary>
    public const int BytesMax = 4 * 1024 * 1024;

    /// <summary>Key of the payment.</summary>
    public string Key { get; } = key;

    /// <summary>How large it would have been, in bytes of UTF-8.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Checks the size of a commit's document before the commit is queued.</summary>
    /// <exception cref="DocumentTooLargeException">The document is too large.</exception>
    internal static void ThrowIfTooLarge(PaymentCommit commit)
    {
        var bytes = Encoding.UTF8.GetByteCount(commit.Document);
        if (bytes > BytesMax) throw new DocumentTooLargeException(commit.Key, bytes);
    }
}
