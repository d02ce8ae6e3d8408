using System.Globalization;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Norce.Parsing;

/// <summary>
/// Reads a word of a published list in any letter case, or as its number in the list, and gives the published spelling.
/// Any other value is held as it came, so that a value newer than this build survives being read and written.
/// </summary>
internal abstract class WordConverter(params string[] words) : JsonConverter<string>
{
    public override string? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
    {
        var text = LiberalJson.Text(ref reader);
        if (reader.TokenType == JsonTokenType.Number
            && int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var index)
            && index < words.Length)
        {
            return words[index];
        }

        return Spelled(text);
    }

    /// <summary>The published spelling of a listed word; any other word unchanged.</summary>
    public string? Spelled(string? text)
        => Array.Find(words, word => string.Equals(word, text, StringComparison.OrdinalIgnoreCase)) ?? text;

    public override void Write(Utf8JsonWriter writer, string value, JsonSerializerOptions options)
        => writer.WriteStringValue(value);
}
