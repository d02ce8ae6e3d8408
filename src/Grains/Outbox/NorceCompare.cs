using System.Text.Json;
using QliroAdapter.Norce;

namespace QliroAdapter.Outbox;

/// <summary>
/// Whether two resources are the same to Norce, so that nothing is written that would change nothing.
/// </summary>
public static class NorceCompare
{
    public static bool Same<T>(T left, T right)
    {
        var (one, other) = (Json(left), Json(right));
        return one.AsSpan().SequenceEqual(other) || IsSameJson(one, other);
    }

    private static byte[] Json<T>(T resource) => JsonSerializer.SerializeToUtf8Bytes(resource, NorceJson.Options);

    /// <summary>Members in another order and numbers with other digits are the same, e.g. 1 and 1.0.</summary>
    private static bool IsSameJson(byte[] left, byte[] right)
    {
        using var one = JsonDocument.Parse(left);
        using var other = JsonDocument.Parse(right);
        return JsonElement.DeepEquals(one.RootElement, other.RootElement);
    }
}
