using System.Buffers;

namespace QliroAdapter.WebFront;

/// <summary>
/// What a caller may name. Merchant and channel become headers and parts of host names and paths of calls to partners,
/// so that other characters would make such a call impossible to send.
/// </summary>
internal static class CallNames
{
    /// <summary>The longest name of a merchant or channel.</summary>
    public const int NameMax = 100;

    /// <summary>The longest id of an order or payment.</summary>
    public const int IdMax = 200;

    private static readonly SearchValues<char> characters = SearchValues.Create(
        "ABCDEFGHIJKLMNOPQRSTUVWXYZabcdefghijklmnopqrstuvwxyz0123456789-_.");

    public static bool IsName(string name)
        => name.Length is >= 1 and <= NameMax && !name.AsSpan().ContainsAnyExcept(characters)
            && name.AsSpan().ContainsAnyExcept('.');

    /// <summary>
    /// True for an id that, as a segment of a partner's URL, would lead to another place: dots cannot be escaped.
    /// </summary>
    public static bool IsStep(string id) => id is "." or "..";
}
