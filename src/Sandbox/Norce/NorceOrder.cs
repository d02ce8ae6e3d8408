using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>
/// One stored order. The committed document is an immutable text, so a reader never sees half a change.
/// </summary>
internal sealed class NorceOrder(string id, string merchant, string channel)
{
    private volatile string text = "{}";

    public string Id { get; } = id;

    public string Merchant { get; } = merchant;

    public string Channel { get; } = channel;

    /// <summary>Held by the write that is under way.</summary>
    public OrderGate Gate { get; } = new();

    /// <summary>True while that write waits for hooks.</summary>
    public bool RunsHooks { get; set; }

    /// <summary>Codes the built-in validation answers with, for tests.</summary>
    public IReadOnlyList<string> FailingCodes { get; set; } = [];

    /// <summary>Payment transactions are no part of the order document.</summary>
    public List<(string PaymentId, JsonObject Entry)> Transactions { get; } = [];

    /// <summary>The committed document as it goes on the wire.</summary>
    public string Text => text;

    public JsonObject Read() => Json.Object(text);

    public void Write(JsonObject document) => text = Json.Text(document);
}
