using Refit;

namespace QliroAdapter.Partners;

/// <summary>
/// An unsuccessful answer with the bytes of its body. It is the error of an <see cref="IApiResponse"/> and is never
/// thrown. Replaces Refit's own exception, which would decode the body by the charset that it declares.
/// </summary>
internal sealed class PartnerErrorException : ApiException
{
    private PartnerErrorException(HttpResponseMessage response, byte[] body, RefitSettings settings)
        : base(
            response.RequestMessage!, response.RequestMessage!.Method, content: null, response.StatusCode,
            response.ReasonPhrase, response.Headers, settings)
        => Body = body;

    /// <summary>The body; empty when there was none.</summary>
    public byte[] Body { get; }

    /// <summary>
    /// The exception for an unsuccessful answer; null for a success. The body has been read into memory already.
    /// </summary>
    public static async ValueTask<Exception?> Of(HttpResponseMessage response, RefitSettings settings)
        => response.IsSuccessStatusCode
            ? null
            : new PartnerErrorException(
                response, await response.Content.ReadAsByteArrayAsync().ConfigureAwait(false), settings);
}
