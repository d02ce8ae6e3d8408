using System.Buffers;
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
        // Values that keep the bytes get their own.
        if (typeof(T) == typeof(PartnerBody) || typeof(T) == typeof(JsonDocument))
        {
            var kept = await content.ReadAsByteArrayAsync(cancellationToken).ConfigureAwait(false);
            return typeof(T) == typeof(PartnerBody)
                ? (T)(object)new PartnerBody(kept)
                : (T)(object)JsonDocument.Parse(Json(content, kept));
        }
        var stream = await content.ReadAsStreamAsync(cancellationToken).ConfigureAwait(false);
        var length = (int)stream.Length;
        var bytes = ArrayPool<byte>.Shared.Rent(length);
        try
        {
            await stream.ReadExactlyAsync(bytes.AsMemory(0, length), cancellationToken).ConfigureAwait(false);
            return JsonSerializer.Deserialize<T>(Json(content, bytes.AsMemory(0, length)).Span, options);
        }
        finally
        {
            ArrayPool<byte>.Shared.Return(bytes);
        }
    }

    private static ReadOnlyMemory<byte> Json(HttpContent content, ReadOnlyMemory<byte> bytes)
    {
        var json = WellFormedText.Json(bytes, out var isGarbled);
        if (isGarbled) GarbledBody.Mark(content);
        return json;
    }

    /// <summary>Used only for bodies that are forms; there are none.</summary>
    public string? GetFieldNameForProperty(PropertyInfo propertyInfo) => null;
}

/// <summary>A JSON body of exactly the bytes that are sent.</summary>
internal sealed class JsonBytes : ByteArrayContent
{
    public JsonBytes(byte[] bytes)
        : base(bytes)
    {
        Bytes = bytes;
        // As a text: a typed value would be written anew for each call.
        Headers.TryAddWithoutValidation("Content-Type", "application/json; charset=utf-8");
    }

    public byte[] Bytes { get; }
}

/// <summary>A body of several shapes, which its client reads by itself.</summary>
public sealed record PartnerBody(ReadOnlyMemory<byte> Bytes);
