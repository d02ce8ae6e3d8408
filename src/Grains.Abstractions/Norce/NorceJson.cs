using System.Text.Json;
using QliroAdapter.Norce.Parsing;

namespace QliroAdapter.Norce;

/// <summary>How Norce's JSON is read and written.</summary>
public static class NorceJson
{
    /// <summary>
    /// camelCase out, any letter case in. Numbers, texts and truth values are accepted in place of one another. Members
    /// without a name here are kept (<see cref="NorceWire.Unknown"/>). Known members that are null are not written: to
    /// Norce null and absent are the same. Decimals keep their digits. Immutable and thread-safe.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Made();

    private static JsonSerializerOptions Made()
    {
        var options = LiberalJson.Options(JsonNamingPolicy.CamelCase);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
