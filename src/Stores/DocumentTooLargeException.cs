using System.Text;

namespace QliroAdapter.Store;

/// <summary>A payment's document is larger than a store takes. Nothing was written.</summary>
public sealed class DocumentTooLargeException(string key, long bytes)
    : Exception($"The document of {key} is {bytes} bytes and at most {BytesMax} are stored; " +
        "look at what its last callbacks brought in.")
{
    /// <summary>4 MiB as UTF-8: a thousand times a usual payment, and still written in one go.</summary>
    public const int BytesMax = 4 * 1024 * 1024;

    /// <summary>Which payment.</summary>
    public string Key { get; } = key;

    /// <summary>How large it would have been, in bytes of UTF-8.</summary>
    public long Bytes { get; } = bytes;

    /// <summary>Checks a commit before anything else is done with it.</summary>
    /// <exception cref="DocumentTooLargeException">It is too large.</exception>
    internal static void ThrowIfTooLarge(PaymentCommit commit)
    {
        var bytes = Encoding.UTF8.GetByteCount(commit.Document);
        if (bytes > BytesMax) throw new DocumentTooLargeException(commit.Key, bytes);
    }
}
