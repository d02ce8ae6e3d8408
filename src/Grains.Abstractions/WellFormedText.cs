using System.Buffers.Text;
using System.Globalization;
using System.Text;
using System.Text.Unicode;

namespace QliroAdapter;

/// <summary>
/// Texts from outside, made fit to be stored, sent and shown. They may hold half an emoji (a lone surrogate) or bytes
/// that are not UTF-8, on which readers of JSON and databases fail. Such a text is repaired: it is no reason to refuse
/// the order that it is part of. Thread-safe.
/// </summary>
public static class WellFormedText
{
    private const int EscapeLength = 6;

    /// <summary>
    /// The JSON in UTF-8, without a byte order mark, and with U+FFFD in place of what is no character; the same memory
    /// when there was nothing to repair. UTF-16 is read by its byte order mark.
    /// </summary>
    public static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> body) => Json(body, out _);

    /// <inheritdoc cref="Json(ReadOnlyMemory{byte})"/>
    /// <param name="body">The bytes.</param>
    /// <param name="isGarbled">True when some of them were no characters at all.</param>
    public static ReadOnlyMemory<byte> Json(ReadOnlyMemory<byte> body, out bool isGarbled)
    {
        body = body.Span switch
        {
            [0xEF, 0xBB, 0xBF, ..] => body[3..],
            [0xFF, 0xFE, ..] => Encoding.UTF8.GetBytes(Encoding.Unicode.GetString(body.Span[2..])),
            [0xFE, 0xFF, ..] => Encoding.UTF8.GetBytes(Encoding.BigEndianUnicode.GetString(body.Span[2..])),
            _ => body,
        };
        isGarbled = !Utf8.IsValid(body.Span);
        if (isGarbled) body = Encoding.UTF8.GetBytes(Encoding.UTF8.GetString(body.Span));
        return body.Span.IndexOf("\\u"u8) < 0 ? body : WithoutLoneEscapes(body);
    }

    /// <summary>
    /// The text with U+FFFD in place of lone surrogates, and a space in place of each control character; the same
    /// instance when there was nothing to repair.
    /// </summary>
    public static string Clean(string text)
    {
        StringBuilder? repaired = null;
        for (var at = 0; at < text.Length; at++)
        {
            if (char.IsSurrogatePair(text, at)) at++;
            else if (char.IsSurrogate(text[at]) || char.IsControl(text[at]))
                (repaired ??= new(text))[at] = char.IsControl(text[at]) ? ' ' : '\uFFFD';
        }
        return repaired?.ToString() ?? text;
    }

    /// <summary>
    /// The text in at most this many UTF-16 units, cut between two visible characters: an emoji of several parts stays
    /// or goes as a whole.
    /// </summary>
    public static string Cut(string text, int lengthMax)
    {
        if (text.Length <= lengthMax) return text;
        var end = 0;
        while (true)
        {
            var next = end + StringInfo.GetNextTextElementLength(text.AsSpan(end));
            if (next > lengthMax) break;
            end = next;
        }
        // One visible character may be of any length, so a text of nothing else is cut in its middle.
        if (end == 0) end = char.IsHighSurrogate(text[lengthMax - 1]) ? lengthMax - 1 : lengthMax;
        return text[..end];
    }

    private static ReadOnlyMemory<byte> WithoutLoneEscapes(ReadOnlyMemory<byte> body)
    {
        byte[]? repaired = null;
        var text = body.Span;
        for (var at = 0; at < text.Length;)
        {
            var next = text[at..].IndexOf((byte)'\\');
            if (next < 0) break;
            at += next;
            if (UnitAt(text, at) is not { } unit) at += 2;
            else if (char.IsHighSurrogate(unit)
                && UnitAt(text, at + EscapeLength) is { } low && char.IsLowSurrogate(low))
                at += 2 * EscapeLength;
            else
            {
                if (char.IsSurrogate(unit)) "fffd"u8.CopyTo((repaired ??= body.ToArray()).AsSpan(at + 2));
                at += EscapeLength;
            }
        }
        return repaired ?? body;
    }

    /// <summary>The UTF-16 unit that an escape at this place stands for; null when none begins there.</summary>
    private static char? UnitAt(ReadOnlySpan<byte> text, int at)
        => at + EscapeLength <= text.Length && text[at] == '\\' && text[at + 1] == 'u'
            && Utf8Parser.TryParse(text.Slice(at + 2, 4), out ushort unit, out var read, 'X') && read == 4
            ? (char)unit
            : null;
}
