using System.Text.Json.Nodes;
using QliroAdapter.Norce;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.CrashPoints;

/// <summary>
/// The final state of an order at both partners, in one line: every run of a script must end with the same one.
/// </summary>
internal static class Ending
{
    public static string Of(World world, Purchase purchase)
    {
        var order = world.Norce.Order(purchase.OrderId);
        var live = world.Norce.LivePayment(purchase.OrderId);
        var state = live is null ? "none" : $"{live["state"]} {live["amount"]}";
        var ids = world.Qliro.OrderIds.Where(id => IsOf(world, id, purchase.OrderId)).ToList();
        var totals = ids.Select(world.Qliro.Totals).ToList();
        var moved = totals.SelectMany(one => one.Operations).GroupBy(one => one.Key, StringComparer.Ordinal)
            .OrderBy(same => same.Key, StringComparer.Ordinal)
            .Select(same => $"{same.Sum(one => one.Value)} {same.Key}");
        return $"order {world.Norce.Status(purchase.OrderId)}, payment {state} with {Hooks(order, live)} hooks; "
            + $"Qliro {Sums(totals)}: {string.Join(", ", moved)}; told {Told(world, purchase, live)}";
    }

    /// <summary>In öre, over all Qliro orders of this order.</summary>
    private static string Sums(List<QliroTotals> totals) => $"authorized {totals.Sum(one => one.Authorized)} captured {totals.Sum(one => one.Captured)} refunded {totals.Sum(one => one.Refunded)} released {totals.Sum(one => one.Released)}";

    private static bool IsOf(World world, long id, string orderId) => world.Qliro.Request(id).Any(member
        => member.Key.EndsWith("PushUrl", StringComparison.Ordinal)
            && ((string?)member.Value)?.Contains($"/orders/{orderId}/", StringComparison.Ordinal) == true);

    /// <summary>
    /// How often Norce's audit trail of the payment reports each kind of success. A shopper may press buy again, and
    /// Norce itself writes one entry for each press, so neither is counted. Norce cannot add an entry only once, so
    /// each of two processes may find it missing and add it: then equal entries count once.
    /// </summary>
    private static string Told(World world, Purchase purchase, JsonObject? live)
    {
        if (live is null) return "nothing";
        var told = world.Norce.Transactions(purchase.OrderId, (string)live["id"]!)
            .Where(entry => (string?)entry["event"] != "paymentAction" && (bool?)entry["isSuccess"] != false)
            .Select(entry => (string)entry["pspEvent"]!);
        var counted = world.Processes.Count > 1 ? told.Distinct(StringComparer.Ordinal) : told;
        return string.Join(", ", counted.GroupBy(entry => entry.Split(' ')[0], StringComparer.Ordinal)
            .Where(same => same.Key is not ("validated" or "reopened"))
            .OrderBy(same => same.Key, StringComparer.Ordinal).Select(same => $"{same.Count()} {same.Key}"));
    }

    private static int Hooks(JsonObject order, JsonObject? live) => order["hooks"]!.AsArray()
        .Count(hook => NorceAdapter.IsOurs((string?)hook!["adapterId"])
            && (live is null || ((string?)hook["invoke"])!.Contains((string)live["id"]!, StringComparison.Ordinal)));
}
