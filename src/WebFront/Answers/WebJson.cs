using System.Text.Encodings.Web;
using System.Text.Json;
using System.Text.Json.Serialization;
using System.Text.Unicode;

namespace QliroAdapter.WebFront;

/// <summary>
/// How the web front writes and reads its own JSON: camelCase, absent values are left out, letters are not escaped.
/// Settings of answers are read-only from the start: the first answers of a process, given at once, would otherwise
/// all complete them, and fail.
/// </summary>
internal static class WebJson
{
    public static readonly JsonSerializerOptions Camel = Ready(Configured(new(JsonSerializerDefaults.Web)));

    /// <summary>The same with null for what is absent: for answers whose members are all promised.</summary>
    public static readonly JsonSerializerOptions Whole = Ready(new(Camel)
    {
        DefaultIgnoreCondition = JsonIgnoreCondition.Never,
    });

    /// <summary>The same settings, which nobody can change any more.</summary>
    public static JsonSerializerOptions Ready(JsonSerializerOptions json)
    {
        json.MakeReadOnly(populateMissingResolver: true);
        return json;
    }

    public static JsonSerializerOptions Configured(JsonSerializerOptions json)
    {
        json.DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull;
        json.NumberHandling = JsonNumberHandling.Strict;
        json.Encoder = JavaScriptEncoder.Create(UnicodeRanges.All);
        json.Converters.Add(new JsonStringEnumConverter(JsonNamingPolicy.CamelCase));
        return json;
    }
}
