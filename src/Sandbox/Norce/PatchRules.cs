using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>
/// Which parts of an order a hook's answer may change: its adapter's own payments and shippings; for the platform also
/// the cart.
/// </summary>
internal static class PatchRules
{
    private static readonly string[] paymentMembers =
        ["amount", "state", "attributes", "reference", "actions", "recurring", "upsell"];
    private static readonly string[] platformRoots = ["cart", "shippings", "customer", "attributes", "reference"];

    /// <summary>
    /// Null when this adapter may change the path on this order, otherwise the reason for the refusal.
    /// </summary>
    public static string? Refuse(string adapterId, string path, JsonObject order)
    {
        var parts = JsonPointer.IsPointer(path) ? JsonPointer.Parts(path) : [];
        if (parts.Length == 0) return $"'{path}' is no pointer";
        if (adapterId == NorceSimulatorOptions.PlatformAdapterId
            && platformRoots.Contains(parts[0], StringComparer.Ordinal)) return null;
        if (parts.Length < 3 || parts[0] is not ("payments" or "shippings"))
            return $"'{path}' is not {adapterId}'s to change";
        var owner = Json.String(JsonPointer.Read(order, $"/{parts[0]}/{parts[1]}/adapterId"));
        if (owner != adapterId) return $"'{path}' belongs to {owner ?? "nobody"}, not to {adapterId}";
        if (parts[0] == "payments" && !paymentMembers.Contains(parts[2], StringComparer.Ordinal))
            return $"'{path}' is read-only";
        return parts[2] is "id" or "adapterId" or "orderId" ? $"'{path}' is read-only" : null;
    }
}
