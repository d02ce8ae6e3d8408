using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>One authorised operation on an order: the request, the order, the path below it, and the body.</summary>
internal sealed record NorceCall(WireRequest Request, NorceOrder Order, string[] Rest, JsonNode? Body)
{
    /// <summary>
    /// The adapter in whose name the call is made, and whose hooks are therefore not called; or empty.
    /// </summary>
    public string AdapterId => Request.Header("x-adapterid");

    /// <summary>Method and path below the order, with ids replaced; used for routing.</summary>
    public string Route =>
        $"{Request.Method} {string.Join('/', Rest.Select((part, at) => IsId(at) ? "*" : part))}";

    public string Id => Rest[1];

    // Names and ids alternate in a path; only under the customer do two names follow each other.
    private bool IsId(int at) => at % 2 == 1 && Rest[0] != "customer";
}
