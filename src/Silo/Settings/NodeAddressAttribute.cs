using System.Net;
using QliroAdapter.Settings;

namespace QliroAdapter.Silo;

/// <summary>One address that other nodes can call, or a name of it.</summary>
internal sealed class NodeAddressAttribute : TextRuleAttribute
{
    public override string? MistakeIn(string text)
    {
        if (NodeAddress.Resolve(text) is not { } address) return "must be an address of this machine or a name of it";
        return IPAddress.Any.Equals(address) || IPAddress.IPv6Any.Equals(address)
            ? "must be one address that other nodes can call"
            : null;
    }
}
