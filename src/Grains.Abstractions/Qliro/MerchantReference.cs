using System.Globalization;
using System.Security.Cryptography;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Qliro;

/// <summary>
/// Our name for a Qliro order: 1 to 25 of <c>A-Z a-z 0-9 _ -</c>, never digits only, because Qliro's admin route takes
/// digits for an order id. Equal when the texts are equal, letter case included. The default value names nothing.
/// </summary>
[JsonConverter(typeof(MerchantReferenceConverter))]
public readonly record struct MerchantReference
{
    /// <summary>Qliro's limit.</summary>
    public const int LengthMax = 25;

    private const int HashLength = 8;
    private const string HashLetters = "abcdefghijklmnopqrstuvwxyz234567";

    private readonly string? text;

    private MerchantReference(string text) => this.text = text;

    /// <summary>Wraps a text that already has the form of a merchant reference.</summary>
    /// <exception cref="FormatException">The text does not fit.</exception>
    public static MerchantReference Of(string text) => Fits(text)
        ? new(text)
        : throw new FormatException(
            $"'{text}' is not a merchant reference (1-25 of A-Z a-z 0-9 _ -, not digits only).");

    /// <summary>
    /// The reference for an order's or cart's text. The text itself when it fits and this is the first attempt.
    /// Otherwise as much of it as fits, then <c>-</c> and eight letters of its SHA-256 (40 bits), so that texts that
    /// differ only beyond the limit or in replaced characters get different references; from the second attempt on also
    /// <c>-2</c>, <c>-3</c>, … The same input always gives the same reference.
    /// </summary>
    /// <param name="orderIdOrCartReference">Norce's order id or cart reference.</param>
    /// <param name="attempt">1 for the first Qliro order, 2 for its successor, and so on.</param>
    public static MerchantReference For(string orderIdOrCartReference, int attempt)
    {
        ArgumentException.ThrowIfNullOrEmpty(orderIdOrCartReference);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return attempt == 1 && Fits(orderIdOrCartReference)
            ? new(orderIdOrCartReference)
            : Hashed(orderIdOrCartReference, attempt, Hash(orderIdOrCartReference));
    }

    /// <summary>
    /// The same for a text that several Norce orders may share, such as a basket's reference: the eight letters are
    /// always appended and tell the orders apart.
    /// </summary>
    /// <param name="cartReference">The text that the orders share.</param>
    /// <param name="attempt">1 for the first Qliro order, 2 for its successor, and so on.</param>
    /// <param name="orderId">Norce's order id.</param>
    public static MerchantReference For(string cartReference, int attempt, string orderId)
    {
        ArgumentException.ThrowIfNullOrEmpty(cartReference);
        ArgumentException.ThrowIfNullOrEmpty(orderId);
        ArgumentOutOfRangeException.ThrowIfLessThan(attempt, 1);
        return Hashed(cartReference, attempt, Hash($"{cartReference}\n{orderId}"));
    }

    private static MerchantReference Hashed(string text, int attempt, string hash)
    {
        var ending = "-" + hash
            + (attempt == 1 ? "" : "-" + attempt.ToString(CultureInfo.InvariantCulture));
        var head = new StringBuilder(text.Length);
        foreach (var letter in text) head.Append(IsAllowed(letter) ? letter : '-');
        head.Length = Math.Min(head.Length, LengthMax - ending.Length);
        return new(head + ending);
    }

    /// <summary>The text; empty for the default value.</summary>
    public override string ToString() => text ?? "";

    private static bool Fits(string text) => text is { Length: >= 1 and <= LengthMax }
        && text.All(IsAllowed) && !text.All(char.IsAsciiDigit);

    private static bool IsAllowed(char letter) => char.IsAsciiLetterOrDigit(letter) || letter is '_' or '-';

    private static string Hash(string text)
    {
        // Five bits a letter: 8 letters are 40 bits of the digest.
        var digest = SHA256.HashData(Encoding.UTF8.GetBytes(text));
        return string.Create(HashLength, digest, static (letters, bytes) =>
        {
            for (var index = 0; index < letters.Length; index++)
            {
                var bit = index * 5;
                var pair = (bytes[bit / 8] << 8) | bytes[(bit / 8) + 1];
                letters[index] = HashLetters[(pair >> (11 - (bit % 8))) & 31];
            }
        });
    }
}

internal sealed class MerchantReferenceConverter : JsonConverter<MerchantReference>
{
    public override MerchantReference Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        try
        {
            return MerchantReference.Of(reader.GetString() ?? "");
        }
        catch (FormatException problem)
        {
            throw new JsonException(problem.Message, problem);
        }
    }

    public override void Write(Utf8JsonWriter writer, MerchantReference value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.ToString());
}
