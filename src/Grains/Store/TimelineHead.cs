using System.Buffers.Text;
using System.Globalization;

namespace QliroAdapter.Store;

/// <summary>
/// The signed head of a payment's timeline: how far it goes, the hash over all of it, and what else it proves. As
/// text: <c>1</c>, version, first row, rows before the chain, last row, month, hash, hash of the document, marks,
/// signature; separated by full stops but for the signature, which has one inside. Immutable.
/// </summary>
/// <param name="Version">The payment's version that it belongs to.</param>
/// <param name="First">The number of the first row that the chain covers.</param>
/// <param name="Before">The last row that stood there when the chain began; 0 when none did.</param>
/// <param name="Last">The number of the last row.</param>
/// <param name="Month">The month of the last row, as 202611.</param>
/// <param name="Hash">The hash over all rows, in base64url.</param>
/// <param name="Document">The hash of the stored document, in base64url.</param>
/// <param name="Marks">Where earlier months ended, oldest first.</param>
public sealed record TimelineHead(
    long Version, long First, long Before, long Last, int Month, string Hash, string Document,
    IReadOnlyList<TimelineMark> Marks)
{
    private const int Fields = 9;

    /// <summary>Signed.</summary>
    public string ToText(TimelineKeys keys, string payment)
    {
        var text = Unsigned();
        return $"{text}.{keys.Sign($"{payment}\n{text}")}";
    }

    /// <summary>The head; null, and why, when it is not one that the keys have signed for this payment.</summary>
    public static TimelineHead? Read(string text, TimelineKeys keys, string payment, out string? why)
    {
        var parts = text.Split('.');
        if (parts.Length != Fields + 2 || parts[0] != "1" || !Numbers(parts, out var numbers))
        {
            why = "its head is not as this version writes it";
            return null;
        }
        var head = new TimelineHead(
            numbers[0], numbers[1], numbers[2], numbers[3], (int)numbers[4], parts[6], parts[7],
            [.. parts[8].Split(',', StringSplitOptions.RemoveEmptyEntries).Select(TimelineMark.Read)]);
        var (unsigned, signature) = (head.Unsigned(), $"{parts[Fields]}.{parts[Fields + 1]}");
        why = text == $"{unsigned}.{signature}"
            ? keys.WhyNot($"{payment}\n{unsigned}", signature)
            : "its head is not as this version writes it";
        return why is null ? head : null;
    }

    private string Unsigned() => string.Create(CultureInfo.InvariantCulture,
        $"1.{Version}.{First}.{Before}.{Last}.{Month}.{Hash}.{Document}.{string.Join(',', Marks)}");

    private static bool Numbers(string[] parts, out long[] numbers)
    {
        numbers = new long[5];
        for (var place = 0; place < numbers.Length; place++)
        {
            if (!long.TryParse(parts[place + 1], NumberStyles.None, CultureInfo.InvariantCulture, out numbers[place]))
                return false;
        }
        return true;
    }

    /// <summary>A hash as it stands in a head.</summary>
    public static string Text(ReadOnlySpan<byte> hash) => Base64Url.EncodeToString(hash);
}

/// <summary>
/// Where the rows of a month ended, so that a history that has lost its oldest months still verifies.
/// </summary>
/// <param name="Month">As 202611.</param>
/// <param name="Last">The last row of the month.</param>
/// <param name="Hash">The hash over all rows up to it.</param>
public sealed record TimelineMark(int Month, long Last, string Hash)
{
    /// <summary>The mark that a head holds; one of nothing when the text is none.</summary>
    public static TimelineMark Read(string text)
        => text.Split('/') is [var month, var last, var hash]
            && int.TryParse(month, NumberStyles.None, CultureInfo.InvariantCulture, out var months)
            && long.TryParse(last, NumberStyles.None, CultureInfo.InvariantCulture, out var row)
            ? new(months, row, hash)
            : new(0, 0, "");

    public override string ToString() => string.Create(CultureInfo.InvariantCulture, $"{Month}/{Last}/{Hash}");
}
