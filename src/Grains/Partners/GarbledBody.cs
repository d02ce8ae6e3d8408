using System.Net.Http.Headers;

namespace QliroAdapter.Partners;

/// <summary>
/// Marks answers with bytes that are not UTF-8. They are repaired like other texts that are not well-formed, but a read
/// is sent again first: what garbled them on the way seldom does so twice, and a repaired name or amount is a guess.
/// </summary>
internal static class GarbledBody
{
    private const string Header = "x-garbled";

    public static void Mark(HttpContent content) => content.Headers.TryAddWithoutValidation(Header, "");

    public static bool IsIn(HttpContentHeaders? headers) => headers?.NonValidated.Contains(Header) == true;
}
