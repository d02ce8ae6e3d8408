using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>One authorised operation on an order: who asks, in whose name, about which order, with what.</summary>
internal sealed record NorceCall(WireRequest Request, NorceOrder Order, string[] Rest, JsonNode? Body)
{
    /// <summary>The adapter whose hooks stay silent, or empty.</summary>
    public string AdapterId => Request.Header("x-adapterid");

    /// <summary>Method and path under the order, ids replaced: what routing looks at.</summary>
    public string Route =>
        $"{Request.Method} {string.Join('/', Rest.Select((part, at) => IsId(at) ? "*" : part))}";

    public string Id => Rest[1];

    // Names and ids take turns; only the two addresses of the customer are named twice in a row.
    private bool IsId(int at) => at % 2 == 1 && Rest[0] != "customer";
}
