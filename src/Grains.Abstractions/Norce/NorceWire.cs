using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>
/// What every part of a Norce order has in common: members we do not know are kept and written back, because a PUT
/// replaces the whole resource. Null and absent mean the same at Norce, so known members that are null are not written.
/// Values inside dictionaries are compared by reference: two equal orders read twice are not equal records.
/// </summary>
public abstract record NorceWire
{
    /// <summary>
    /// Members Norce sent that this build has no name for, as they came; absent when there were none.
    /// </summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
