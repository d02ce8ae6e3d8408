namespace QliroAdapter.Partners;

/// <summary>
/// The body of an answer, read into memory once, as bytes that are parsed where they are. Of the headers it keeps the
/// type, which alone is looked at.
/// </summary>
internal sealed class AnswerBody : ByteArrayContent
{
    private AnswerBody(byte[] bytes, HttpContent from)
        : base(bytes)
    {
        Bytes = bytes;
        if (from.Headers.NonValidated.TryGetValues("Content-Type", out var type))
            Headers.TryAddWithoutValidation("Content-Type", type.ToString());
    }

    public byte[] Bytes { get; }

    /// <summary>
    /// Reads the body; one that does not tell its length, or is too long, is left to the HTTP client.
    /// </summary>
    /// <exception cref="HttpRequestException">It broke off, or is longer than the limit.</exception>
    public static async ValueTask<HttpContent> Read(HttpContent content, long bytesMax, CancellationToken cancellation)
    {
        if (content.Headers.ContentLength is not { } length || length < 0 || length > bytesMax)
        {
            await content.LoadIntoBufferAsync(bytesMax, cancellation).ConfigureAwait(false);
            return content;
        }

        var bytes = length == 0 ? [] : new byte[length];
        try
        {
            var stream = await content.ReadAsStreamAsync(cancellation).ConfigureAwait(false);
            await stream.ReadExactlyAsync(bytes, cancellation).ConfigureAwait(false);
        }
        catch (IOException broken)
        {
            throw new HttpRequestException(
                broken is HttpIOException { HttpRequestError: var error } ? error : HttpRequestError.ResponseEnded,
                "The answer broke off.", broken);
        }

        var body = new AnswerBody(bytes, content);
        content.Dispose();
        return body;
    }
}
