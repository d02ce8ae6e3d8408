using System.Net.Http.Headers;
using System.Text.Unicode;

namespace QliroAdapter.Partners;

/// <summary>
/// Marks answers with bytes that are not UTF-8. They are repaired like other texts that are not well-formed, but a read
/// is sent again first: what garbled them on the way seldom does so twice, and a repaired name or amount is a guess.
/// </summary>
internal static class GarbledBody
{
    private const string Mark = "x-garbled";

    /// <summary>Looks at a body that is not UTF-16, which is told by its byte order mark.</summary>
    public static void Look(HttpContent content, ReadOnlySpan<byte> body)
    {
        if (!Utf8.IsValid(body) && body is not [0xFF, 0xFE, ..] and not [0xFE, 0xFF, ..])
            content.Headers.TryAddWithoutValidation(Mark, "");
    }

    public static bool IsIn(HttpContentHeaders? headers) => headers?.NonValidated.Contains(Mark) == true;
}
