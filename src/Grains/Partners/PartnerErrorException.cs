using Refit;

namespace QliroAdapter.Partners;

/// <summary>
/// An answer whose status is no success, with the bytes of its body. It travels as the error of an
/// <see cref="IApiResponse"/> and is never thrown. Refit's own would decode the body by the charset that it claims.
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

    /// <summary>Absent for a success. The body is in memory already.</summary>
    public static async ValueTask<Exception?> Of(HttpResponseMessage response, RefitSettings settings)
        => response.IsSuccessStatusCode
            ? null
            : new PartnerErrorException(response, await response.Content.ReadAsByteArrayAsync(), settings);
}
