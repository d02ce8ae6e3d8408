using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>Operations that add to and remove from the simple lists of an order.</summary>
internal static class Lists
{
    public static Task<WireAnswer> Delete(OrderChanges changes, NorceCall call, string list, string what)
        => changes.Commit(call.Order, call.AdapterId, order =>
        {
            if (Find(order, list, call.Id) is not { } found) return NorceErrors.NotFound(what, call.Id);
            ((JsonArray)order[list]!).Remove(found);
            return null;
        });

    public static JsonObject? Find(JsonObject order, string list, string id)
        => Json.Objects(order[list]).FirstOrDefault(one => Json.String(one["id"]) == id);
}
