using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Norce;

namespace QliroAdapter.Outbox;

/// <summary>
/// Whether two resources are the same to Norce, so that nothing is written that would change nothing.
/// </summary>
public static class NorceCompare
{
    public static bool Same<T>(T left, T right) => JsonNode.DeepEquals(
        JsonSerializer.SerializeToNode(left, NorceJson.Options),
        JsonSerializer.SerializeToNode(right, NorceJson.Options));
}
