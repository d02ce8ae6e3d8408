using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using Refit;

namespace QliroAdapter.Partners;

/// <summary>
/// Bodies as a partner's JSON. A request's body is written once, into the bytes that are signed and sent; an answer's
/// body is already in memory when it is read. Thread-safe.
/// </summary>
internal sealed class PartnerJson(JsonSerializerOptions options) : IHttpContentSerializer, ISynchronousContentSerializer
{
    public HttpContent ToHttpContent<T>(T item) => new JsonBytes(JsonSerializer.SerializeToUtf8Bytes(item, options));

    public HttpContent ToHttpContentSynchronous<T>(T item) => ToHttpContent(item);

    public HttpContent ToStreamingHttpContent<T>(T item) => ToHttpContent(item);

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
        if (typeof(T) == typeof(PartnerBody)) return (T)(object)new PartnerBody(bytes);
        var json = WellFormedText.Json(bytes, out var isGarbled);
        if (isGarbled) GarbledBody.Mark(content);
        return typeof(T) == typeof(JsonDocument)
            ? (T)(object)JsonDocument.Parse(json)
            : JsonSerializer.Deserialize<T>(json.Span, options);
    }

    /// <summary>Used only for bodies that are forms; there are none.</summary>
    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;
}

/// <summary>A JSON body of exactly the bytes that are sent.</summary>
internal sealed class JsonBytes : ByteArrayContent
{
    private static readonly MediaTypeHeaderValue jsonType = new("application/json", "utf-8");

    public JsonBytes(byte[] bytes)
        : base(bytes)
    {
        Bytes = bytes;
        Headers.ContentType = jsonType;
    }

    public byte[] Bytes { get; }
}

/// <summary>A body of several shapes, which its client reads by itself.</summary>
public sealed record PartnerBody(ReadOnlyMemory<byte> Bytes);
