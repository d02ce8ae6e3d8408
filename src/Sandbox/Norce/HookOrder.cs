using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>A registered hook, as the order holds it.</summary>
internal sealed record Hook(string Id, string AdapterId, string SubscribeTo, string Target, string Invoke)
{
    public static Hook Of(JsonObject hook) => new(Text(hook, "id"), Text(hook, "adapterId"),
        Json.String(hook["subscribeTo"]) ?? Text(hook, "scope"), Text(hook, "target"), Text(hook, "invoke"));

    private static string Text(JsonObject hook, string member) => Json.String(hook[member]) ?? "";
}

/// <summary>
/// The order in which hooks are called: a hook whose target lies under another hook's subscription is called before
/// that hook.
/// </summary>
internal static class HookOrder
{
    /// <summary>
    /// The sort is stable: hooks without such a relation keep the order of their registration, and a cycle is broken at
    /// its oldest hook.
    /// </summary>
    public static List<Hook> Sort(IEnumerable<Hook> hooks)
    {
        var waiting = hooks.ToList();
        var sorted = new List<Hook>(waiting.Count);
        while (waiting.Count > 0)
        {
            var next = waiting.Find(one =>
                !waiting.Exists(other => !ReferenceEquals(other, one) && GoesBefore(other, one))) ?? waiting[0];
            waiting.Remove(next);
            sorted.Add(next);
        }

        return sorted;
    }

    private static bool GoesBefore(Hook first, Hook second)
        => first.Target.Length > 0 && JsonPointer.Covers(second.SubscribeTo, first.Target);
}
