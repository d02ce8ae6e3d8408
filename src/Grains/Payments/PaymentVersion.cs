using System.Buffers.Text;
using System.IO.Compression;
using System.Text;
using QliroAdapter.Ops;
using QliroAdapter.Partners;

namespace QliroAdapter.Payments;

/// <summary>
/// A payment as a commit left it, for operators who later ask what it was then: the stored document without the
/// sections that hold personal data or secrets. It is written, pressed together and stored behind the commit's back.
/// </summary>
/// <param name="Payment">As it was committed.</param>
/// <param name="Kept">Which version it is.</param>
/// <param name="Json">How payments are stored.</param>
public sealed record PaymentVersion(PaymentDocument Payment, KeptVersion Kept, PaymentJson Json) : KeptBody
{
    /// <summary>A larger one is not kept: it is of an order with thousands of lines.</summary>
    public const int BytesMax = 512 * 1024;

    // The fastest: a document shrinks to a fourth.
    private const int Quality = 1;
    private const int Window = 18;

    public override CallBody Redacted() => new()
    {
        Key = Payment.Key,
        At = Kept.At,
        Partner = KeptVersion.Partner,
        Operation = Kept.Name,
        Request = Text(Json.WriteWithoutPersonal(Payment)),
        Answer = "",
    };

    /// <summary>The document as it is kept; empty when it is too large.</summary>
    public static string Text(ReadOnlySpan<byte> json)
    {
        if (json.Length > BytesMax) return "";
        var pressed = new byte[BrotliEncoder.GetMaxCompressedLength(json.Length)];
        return BrotliEncoder.TryCompress(json, pressed, out var length, Quality, Window)
            && Base64Url.GetEncodedLength(length) <= 2 * CallBody.LengthMax
            ? Base64Url.EncodeToString(pressed.AsSpan(0, length))
            : "";
    }

    /// <summary>The document that <see cref="Text"/> wrote; null when it is none.</summary>
    public static string? DocumentOf(string text)
    {
        if (text.Length == 0 || !Base64Url.IsValid(text)) return null;
        var json = new byte[BytesMax];
        return BrotliDecoder.TryDecompress(Base64Url.DecodeFromChars(text), json, out var length)
            ? Encoding.UTF8.GetString(json, 0, length)
            : null;
    }
}
