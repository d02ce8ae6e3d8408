using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Norce.Parsing;

/// <summary>
/// Reads lists without nulls. Nulls among texts are left out; any other list with a null in it is refused.
/// </summary>
internal sealed class ListConverters : JsonConverterFactory
{
    /// <inheritdoc/>
    public override bool CanConvert(Type typeToConvert)
        => typeToConvert.IsGenericType && typeToConvert.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            && !typeToConvert.GenericTypeArguments[0].IsValueType;

    /// <inheritdoc/>
    public override JsonConverter CreateConverter(Type typeToConvert, JsonSerializerOptions options)
        => (JsonConverter)Activator.CreateInstance(
            typeof(Converter<>).MakeGenericType(typeToConvert.GenericTypeArguments))!;

    private sealed class Converter<T> : JsonConverter<IReadOnlyList<T>>
        where T : class
    {
        public override IReadOnlyList<T>? Read(
            ref Utf8JsonReader reader, Type typeToConvert, JsonSerializerOptions options)
        {
            // The list is not read through the serializer: it would read every list twice, and lists within lists four
            // times.
            var entries = ((JsonConverter<List<T?>>)options.GetConverter(typeof(List<T?>))).Read(
                ref reader, typeof(List<T?>), options);
            if (entries is null || !entries.Contains(null)) return (IReadOnlyList<T>?)(object?)entries;
            return typeof(T) == typeof(string)
                ? entries.OfType<T>().ToList()
                : throw new JsonException("A list holds null where an object was expected.");
        }

        public override void Write(Utf8JsonWriter writer, IReadOnlyList<T> value, JsonSerializerOptions options)
        {
            writer.WriteStartArray();
            foreach (var entry in value) JsonSerializer.Serialize(writer, entry, options);
            writer.WriteEndArray();
        }
    }
}
