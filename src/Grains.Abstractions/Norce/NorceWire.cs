using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>
/// What every part of a Norce order has in common. A PUT replaces the whole resource, so members that this build does
/// not know are kept and written back. To Norce null and absent mean the same, so known members that are null are not
/// written. Values inside dictionaries are compared by reference: the same order read twice gives two records that are
/// not equal.
/// </summary>
public abstract record NorceWire
{
    /// <summary>Members Norce sent that this build has no name for, unchanged; absent when there were none.</summary>
    [JsonExtensionData]
    public IDictionary<string, JsonElement>? Unknown { get; init; }
}
