using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>The answer of a hook in this process: a status and operations of JSON Patch.</summary>
public sealed record HookReply(int Status, JsonArray Patches)
{
    public static HookReply Unchanged => new(200, []);

    public static HookReply Refused(int status = 400) => new(status, []);

    public static HookReply Replace(string path, JsonNode value) => new(200, [Operation("replace", path, value)]);

    public static HookReply Add(string path, JsonNode value) => new(200, [Operation("add", path, value)]);

    private static JsonObject Operation(string op, string path, JsonNode value)
        => new() { ["op"] = op, ["path"] = path, ["value"] = value };
}

/// <summary>One call of a hook, for tests that check order and effect.</summary>
public sealed record HookCall(string OrderId, string HookId, string AdapterId, string SubscribeTo, string Url,
    int? Status, string Body, string Answer);

/// <summary>Calls the hooks of a change before it is committed, and applies their patches to it.</summary>
internal sealed class HookRunner(NorceSimulatorOptions options, Outbound outbound)
{
    private readonly ConcurrentQueue<HookCall> calls = new();
    private readonly ConcurrentDictionary<string, Func<JsonObject,
        Task<HookReply>>> local = new(StringComparer.Ordinal);

    public IReadOnlyList<HookCall> Calls => [.. calls];

    /// <summary>Registers a function as a hook; returns the address to use for it.</summary>
    public string AddLocal(Func<JsonObject, Task<HookReply>> hook)
    {
        var address = $"inprocess:{local.Count + 1}";
        local[address] = hook;
        return address;
    }

    /// <summary>
    /// Runs every hook that the change concerns. Returns null when all agreed, otherwise the reason why the change is
    /// refused.
    /// </summary>
    public async Task<string?> Run(NorceOrder order, JsonObject before, JsonObject proposed, string changedBy)
    {
        var waiting = HookOrder.Sort(Json.Objects(before["hooks"]).Select(Hook.Of));

        // Hooks of the caller's own adapter are not called, whoever else changes what they watch.
        waiting.RemoveAll(hook => hook.AdapterId == changedBy);
        var stirred = waiting.Where(hook => !Unchanged(hook, before, proposed)).ToHashSet();
        while (waiting.Find(stirred.Contains) is { } hook)
        {
            waiting.Remove(hook);
            var untouched = Json.Copy(proposed);
            if (await Call(order, hook, proposed) is { } refusal) return refusal;
            var others = waiting.Where(other =>
                other.AdapterId != hook.AdapterId && !Unchanged(other, untouched, proposed));
            stirred.UnionWith(others.ToList());
        }

        return null;
    }

    /// <summary>True when the address is that of a registered function.</summary>
    public bool IsLocal(string address) => local.ContainsKey(address);

    private static bool Unchanged(Hook hook, JsonObject before, JsonObject after)
        => Json.Same(JsonPointer.Read(before, hook.SubscribeTo), JsonPointer.Read(after, hook.SubscribeTo));

    private async Task<string?> Call(NorceOrder order, Hook hook, JsonObject proposed)
    {
        var url = hook.Invoke.Replace("{order_id}", order.Id, StringComparison.Ordinal);
        var body = Json.Text(proposed);
        var answer = await Send(order, url, body);
        calls.Enqueue(new HookCall(order.Id, hook.Id, hook.AdapterId, hook.SubscribeTo, url, answer.Status, body,
            answer.Body));
        if (!answer.IsSuccess)
            return $"hook {hook.Id} of {hook.AdapterId} refused: {answer.Status?.ToString() ?? answer.Failure}";
        if (PatchOperation.ReadAll(answer.Body) is not { } patches)
            return $"hook {hook.Id} of {hook.AdapterId} answered no patch";
        foreach (var patch in patches)
        {
            var wrong = PatchRules.Refuse(hook.AdapterId, patch.Path, proposed) ?? patch.Apply(proposed);
            if (wrong is not null) return $"hook {hook.Id} of {hook.AdapterId} answered a wrong patch: {wrong}";
        }

        OrderTotals.Compute(proposed);
        return Resource.Check(proposed, options);
    }

    private async Task<OutboundAnswer> Send(NorceOrder order, string url, string body)
    {
        if (!local.TryGetValue(url, out var hook))
            return await outbound.Post(url, body, Callbacks.Headers(order, options), options.HookTimeout);
        var reply = await hook(Json.Object(body));
        return new OutboundAnswer(reply.Status, Json.Text(reply.Patches), null);
    }
}
