using System.Buffers;
using System.Text.Json;

namespace QliroAdapter.WebFront;

/// <summary>Reads a request's JSON, whatever JSON media type it declares, up to <see cref="BytesMax"/>.</summary>
internal static class JsonBody
{
    /// <summary>
    /// 1 MiB: many times the largest order (200 lines) and small enough to hold a few hundred at once.
    /// </summary>
    public const int BytesMax = 1024 * 1024;

    private const int ChunkBytes = 8192;

    /// <summary>The body as <typeparamref name="T"/>.</summary>
    /// <exception cref="BadHttpRequestException">
    /// It is missing or cannot be read (400), too large (413), not JSON (415).
    /// </exception>
    public static async Task<T> Read<T>(HttpRequest request, JsonSerializerOptions json)
        where T : class =>
        await ReadOptional<T>(request, json)
        ?? throw new BadHttpRequestException("The request needs a JSON body.", StatusCodes.Status400BadRequest);

    /// <summary>
    /// The body as <typeparamref name="T"/>, or null when there is none. Fails as <see cref="Read{T}"/> does.
    /// </summary>
    public static async Task<T?> ReadOptional<T>(HttpRequest request, JsonSerializerOptions json)
        where T : class
    {
        var bytes = await Bytes(request);
        if (bytes.Length == 0) return null;
        if (request.ContentType is { Length: > 0 } && !request.HasJsonContentType())
            throw new BadHttpRequestException("The body must be JSON.", StatusCodes.Status415UnsupportedMediaType);
        try
        {
            return JsonSerializer.Deserialize<T>(bytes.Span, json);
        }
        catch (JsonException unreadable)
        {
            var where = unreadable.Path is { Length: > 0 } path ? $" at {path}" : "";
            throw new BadHttpRequestException(
                $"The body is not the JSON this route reads{where}.", StatusCodes.Status400BadRequest, unreadable);
        }
    }

    /// <summary>The unparsed body, well-formed (<see cref="WellFormedText"/>); empty when there is none.</summary>
    /// <exception cref="BadHttpRequestException">It is too large (413).</exception>
    public static async Task<ReadOnlyMemory<byte>> Bytes(HttpRequest request)
    {
        using var buffer = new MemoryStream((int)Math.Min(request.ContentLength ?? 0, BytesMax));
        var chunk = ArrayPool<byte>.Shared.Rent(ChunkBytes);
        try
        {
            int read;
            while ((read = await request.Body.ReadAsync(chunk, request.HttpContext.RequestAborted)) > 0)
            {
                if (buffer.Length + read > BytesMax) throw TooLarge();
                await buffer.WriteAsync(chunk.AsMemory(0, read));
            }
        }
        finally
        {
            // Bodies hold personal data, so the next one to rent the array gets it empty.
            ArrayPool<byte>.Shared.Return(chunk, clearArray: true);
        }

        return WellFormedText.Json(buffer.GetBuffer().AsMemory(0, (int)buffer.Length));
    }

    public static BadHttpRequestException TooLarge()
        => new($"The body is larger than {BytesMax} bytes.", StatusCodes.Status413PayloadTooLarge);
}
