using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter;

/// <summary>
/// A text that may be used but not shown: a secret, a personal number, an HTML snippet with a session token in it.
/// Printing or formatting it gives <c>***</c>; only <see cref="Reveal"/> gives the text, so a reviewer finds each use
/// by that word. JSON holds the text itself: masked values travel in messages, never in logs.
/// </summary>
[JsonConverter(typeof(MaskedJsonConverter))]
public sealed record Masked
{
    private readonly string text;

    private Masked(string text) => this.text = text;

    /// <summary>Wraps a text; an empty one too.</summary>
    public static Masked Of(string text) => new(text);

    /// <summary>The text itself, for the one place that needs it.</summary>
    public string Reveal() => text;

    /// <summary>Always <c>***</c>.</summary>
    public override string ToString() => "***";
}

internal sealed class MaskedJsonConverter : JsonConverter<Masked>
{
    public override Masked? Read(ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        => reader.GetString() is { } text ? Masked.Of(text) : null;

    public override void Write(Utf8JsonWriter writer, Masked value, JsonSerializerOptions options)
        => writer.WriteStringValue(value.Reveal());
}
