using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Client;

internal static class AdapterJson
{
    /// <summary>camelCase unless a member says otherwise; absent values are not written.</summary>
    public static readonly JsonSerializerOptions Options = new(JsonSerializerDefaults.Web)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        NumberHandling = JsonNumberHandling.Strict,
    };
}
