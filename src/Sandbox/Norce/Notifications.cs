using System.Collections.Concurrent;
using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>
/// Tells subscribers about a change after it was committed, without waiting. One attempt each; attempts are logged.
/// </summary>
internal sealed class Notifications(NorceSimulatorOptions options, Outbound outbound)
{
    private readonly ConcurrentQueue<(string Url, int? Status)> attempts = new();

    public IReadOnlyList<(string Url, int? Status)> Attempts => [.. attempts];

    /// <summary>The caller keeps changing the document, so a copy is sent.</summary>
    public void Send(NorceOrder order, JsonObject before, JsonObject changed)
    {
        if (!Json.Objects(changed["notifications"]).Any()) return;
        var after = Json.Copy(changed);
        foreach (var notification in Json.Objects(after["notifications"]))
        {
            var scope = Json.String(notification["scope"]) ?? Json.String(notification["subscribeTo"]) ?? "";
            if (Json.Same(JsonPointer.Read(before, scope), JsonPointer.Read(after, scope))) continue;
            _ = Post(order, notification, after);
        }
    }

    private async Task Post(NorceOrder order, JsonObject notification, JsonObject after)
    {
        var url = (Json.String(notification["invoke"]) ?? "").Replace("{order_id}", order.Id, StringComparison.Ordinal);
        var body = new JsonObject { ["notification"] = notification.DeepClone(), ["order"] = after.DeepClone() };
        var answer =
            await outbound.Post(url, Json.Text(body), Callbacks.Headers(order, options), options.ValidationTimeout);
        attempts.Enqueue((url, answer.Status));
    }
}
