using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter;

/// <summary>
/// A text that may be used but not shown: a secret, a personal number, an HTML snippet that holds a session token.
/// Printing or formatting it gives <c>***</c>. Only <see cref="Reveal"/> gives the text, so that a reviewer can search
/// for every use. JSON holds the text itself: masked values travel in messages, never in logs.
/// </summary>
[JsonConverter(typeof(MaskedJsonConverter))]
public sealed record Masked
{
    private readonly string text;

    private Masked(string text) => this.text = text;

    /// <summary>Wraps a text; an empty text is allowed.</summary>
    public static Masked Of(string text) => new(text);

    /// <summary>The text itself, for the one place that must send or compare it.</summary>
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
