using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>
/// One stored order. The committed document is an immutable text, so a reader never sees a half-made change.
/// </summary>
internal sealed class NorceOrder(string id, string merchant, string channel)
{
    private volatile string text = "{}";

    public string Id { get; } = id;

    public string Merchant { get; } = merchant;

    public string Channel { get; } = channel;

    /// <summary>Held by the write that is running.</summary>
    public OrderGate Gate { get; } = new();

    /// <summary>True while that write waits for hooks.</summary>
    public bool RunsHooks { get; set; }

    /// <summary>The codes with which the built-in validation fails, for tests.</summary>
    public IReadOnlyList<string> FailingCodes { get; set; } = [];

    /// <summary>Payment transactions are not part of the order document.</summary>
    public List<(string PaymentId, JsonObject Entry)> Transactions { get; } = [];

    /// <summary>The committed document as it is sent.</summary>
    public string Text => text;

    public JsonObject Read() => Json.Object(text);

    public void Write(JsonObject document) => text = Json.Text(document);
}
