using System.Buffers;
using System.Buffers.Text;
using System.Security.Cryptography;

namespace QliroAdapter.Store;

/// <summary>
/// AES-256-GCM with a random nonce, as text: nonce, cipher text and tag in unpadded base64url. What the text is about
/// (additional data) is not in it, and must be the same when it is opened. Pure but for the nonce.
/// </summary>
internal static class SealedBytes
{
    private const int Nonce = 12;
    private const int Tag = 16;

    public static string Seal(ReadOnlySpan<byte> key, ReadOnlySpan<byte> plain, ReadOnlySpan<byte> about)
    {
        var length = Nonce + plain.Length + Tag;
        var buffer = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            var whole = buffer.AsSpan(0, length);
            RandomNumberGenerator.Fill(whole[..Nonce]);
            using var cipher = new AesGcm(key, Tag);
            cipher.Encrypt(whole[..Nonce], plain, whole[Nonce..^Tag], whole[^Tag..], about);
            return Base64Url.EncodeToString(whole);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }

    /// <exception cref="CryptographicException">The text was changed, or is about something else, or of another
    /// key.</exception>
    public static byte[] Open(ReadOnlySpan<byte> key, ReadOnlySpan<char> text, ReadOnlySpan<byte> about)
    {
        var buffer = ArrayPool<byte>.Shared.Rent(Base64Url.GetMaxDecodedLength(text.Length));
        try
        {
            if (!Base64Url.TryDecodeFromChars(text, buffer, out var length) || length < Nonce + Tag)
                throw new CryptographicException("It is no sealed text.");
            var whole = buffer.AsSpan(0, length);
            var plain = new byte[length - Nonce - Tag];
            using var cipher = new AesGcm(key, Tag);
            cipher.Decrypt(whole[..Nonce], whole[Nonce..^Tag], whole[^Tag..], plain, about);
            return plain;
        }
        catch (FormatException garbled)
        {
            throw new CryptographicException("It is no sealed text.", garbled);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(buffer);
        }
    }
}
