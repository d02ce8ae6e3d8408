using System.Text.Json;
using QliroAdapter.Norce.Parsing;

namespace QliroAdapter.Qliro;

/// <summary>How Qliro's JSON is read and written.</summary>
public static class QliroJson
{
    /// <summary>
    /// PascalCase out, any letter case in. Numbers are also read from texts, and texts from numbers. Unknown members
    /// are ignored. Nulls are not written, because Qliro refuses some empty members. Immutable and thread-safe.
    /// </summary>
    public static JsonSerializerOptions Options { get; } = Made();

    private static JsonSerializerOptions Made()
    {
        var options = LiberalJson.Options(naming: null);
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
