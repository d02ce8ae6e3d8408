using System.Buffers;
using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Store;

namespace QliroAdapter.Payments;

/// <summary>
/// Seals what is personal or secret in a payment's document under the payment's own key, and opens it again: the
/// sections that say so go, as one JSON object, into <see cref="PaymentDocument.Sealed"/>. A document that was stored
/// in clear is read as it is, and sealed when it is next written. Without data keys nothing is sealed. Thread-safe.
/// </summary>
public sealed class PaymentVault(DataKeys keys, PaymentFeatures features)
{
    [ThreadStatic]
    private static ArrayBufferWriter<byte>? buffer;

    /// <summary>The payment as it was before it was stored.</summary>
    /// <exception cref="UnreadablePaymentException">This version cannot read it, or it was changed.</exception>
    /// <exception cref="DataKeyMissingException">Its key cannot be unwrapped.</exception>
    public (PaymentDocument Payment, PaymentSeal Seal) Open(StoredPayment stored)
    {
        var read = features.Json.ReadStored(stored);
        if (read.Sealed is not { } text) return (read, new() { Wrapped = stored.DataKey });
        try
        {
            if (stored.DataKey is null) throw new CryptographicException("Its sealed part has no key.");
            var key = keys.Unwrap(stored.DataKey, stored.Key);
            var version = VersionOf(text, out var cipher);
            if (version > stored.Version) throw new CryptographicException("Its sealed part is of a later version.");
            var plain = SealedBytes.Open(key, cipher, About(stored.Key, version));
            var payment = features.Json.WithPersonal(read with { Sealed = null }, plain);
            CryptographicOperations.ZeroMemory(plain);
            return (payment, new()
            {
                Wrapped = stored.DataKey, Key = key, Text = text, Values = features.Json.Personal(payment),
            });
        }
        catch (Exception problem) when (problem is CryptographicException or System.Text.Json.JsonException)
        {
            throw new UnreadablePaymentException(stored.Key, new CryptographicException(
                "its sealed part cannot be opened with its key, for it was changed or is another payment's: "
                + problem.Message, problem));
        }
    }

    /// <summary>The document as it is stored, and what the next commit must know of its key.</summary>
    /// <param name="payment">The payment.</param>
    /// <param name="seal">As it was opened, or sealed before.</param>
    /// <param name="version">That it is stored under.</param>
    public (string Document, PaymentSeal Seal) Seal(PaymentDocument payment, PaymentSeal seal, long version)
    {
        var values = keys.AreThere && payment.ErasedAt is null ? features.Json.Personal(payment) : null;
        if (values is null) return (features.Json.Write(payment), seal with { IsNew = false });
        if (!seal.IsOf(values)) seal = Renewed(payment, seal, values, version);
        else if (seal.IsNew) seal = seal with { IsNew = false };
        return (features.Json.Write(features.Json.WithoutPersonal(payment, seal.Text!)), seal);
    }

    private PaymentSeal Renewed(PaymentDocument payment, PaymentSeal seal, object?[] values, long version)
    {
        var key = seal.Key ?? Known(seal.Wrapped, payment.Key);
        var isNew = key is null;
        key ??= DataKeys.New();
        var writer = buffer ??= new();
        writer.ResetWrittenCount();
        features.Json.WritePersonal(payment, writer);
        var text = string.Create(CultureInfo.InvariantCulture, $"1.{version}.")
            + SealedBytes.Seal(key, writer.WrittenSpan, About(payment.Key, version));
        writer.Clear();
        return new()
        {
            Wrapped = isNew ? keys.Wrap(key, payment.Key) : seal.Wrapped, Key = key, Text = text, Values = values,
            IsNew = isNew,
        };
    }

    // Nothing is sealed under it now, so that a key that cannot be unwrapped is replaced.
    private byte[]? Known(string? wrapped, string payment)
    {
        try
        {
            return wrapped is null ? null : keys.Unwrap(wrapped, payment);
        }
        catch (Exception lost) when (lost is DataKeyMissingException or CryptographicException)
        {
            return null;
        }
    }

    // 1, the version under which it was sealed, and the sealed bytes.
    private static long VersionOf(string text, out ReadOnlySpan<char> cipher)
    {
        var (first, second) = (text.IndexOf('.', StringComparison.Ordinal), text.LastIndexOf('.'));
        cipher = text.AsSpan(second + 1);
        var number = second > first ? text.AsSpan(first + 1, second - first - 1) : [];
        return first == 1 && text[0] == '1'
            && long.TryParse(number, NumberStyles.None, CultureInfo.InvariantCulture, out var version)
            ? version
            : throw new CryptographicException("Its sealed part is not as this version makes it.");
    }

    private static byte[] About(string payment, long version) => Encoding.UTF8.GetBytes(
        string.Create(CultureInfo.InvariantCulture, $"qliro-adapter payment 1\n{payment}\n{version}"));
}

/// <summary>
/// A payment's key as its activation keeps it: unwrapped once, and sealed with only when what is sealed has changed.
/// Immutable.
/// </summary>
public sealed record PaymentSeal
{
    /// <summary>Of a payment without a key.</summary>
    public static PaymentSeal None { get; } = new();

    /// <summary>The key as it is stored; absent when it has none.</summary>
    public string? Wrapped { get; init; }

    /// <summary>True until it is stored: the commit brings <see cref="Wrapped"/> with it.</summary>
    public bool IsNew { get; init; }

    /// <summary>Absent until it was needed.</summary>
    internal byte[]? Key { get; init; }

    /// <summary>What was sealed last.</summary>
    internal string? Text { get; init; }

    internal object?[]? Values { get; init; }

    /// <summary>Sections are immutable, so that the same objects are the same content.</summary>
    internal bool IsOf(object?[] values)
    {
        if (Text is null || Values is null) return false;
        for (var place = 0; place < values.Length; place++)
        {
            if (!ReferenceEquals(values[place], Values[place])) return false;
        }
        return true;
    }
}
