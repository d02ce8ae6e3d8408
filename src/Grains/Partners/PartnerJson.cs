using System.Net.Http.Headers;
using System.Reflection;
using System.Text.Json;
using Refit;

namespace QliroAdapter.Partners;

/// <summary>
/// Bodies as a partner's JSON: a request's is made once, into the bytes that are signed and sent; an answer's is in
/// memory when it is read. Thread-safe.
/// </summary>
internal sealed class PartnerJson(JsonSerializerOptions options) : IHttpContentSerializer, ISynchronousContentSerializer
{
    public HttpContent ToHttpContent<T>(T item) => new JsonBytes(JsonSerializer.SerializeToUtf8Bytes(item, options));

    public HttpContent ToHttpContentSynchronous<T>(T item) => ToHttpContent(item);

    public HttpContent ToStreamingHttpContent<T>(T item) => ToHttpContent(item);

    public async Task<T?> FromHttpContentAsync<T>(HttpContent content, CancellationToken cancellationToken = default)
    {
        var bytes = await content.ReadAsByteArrayAsync(cancellationToken);
        return typeof(T) == typeof(JsonDocument)
            ? (T)(object)JsonDocument.Parse(bytes)
            : JsonSerializer.Deserialize<T>(bytes, options);
    }

    /// <summary>Only for bodies that are forms, and none is.</summary>
    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;
}

/// <summary>A JSON body exactly as it goes on the wire.</summary>
internal sealed class JsonBytes : ByteArrayContent
{
    private static readonly MediaTypeHeaderValue Json = new("application/json", "utf-8");

    public JsonBytes(byte[] bytes)
        : base(bytes)
    {
        Bytes = bytes;
        Headers.ContentType = Json;
    }

    public byte[] Bytes { get; }
}
