using System.Text.Json.Serialization;
using QliroAdapter.Partners;
using Refit;

namespace QliroAdapter.Norce;

/// <summary>Norce's identity service: one OAuth 2 operation, at a URL of its own.</summary>
public interface INorceIdentityApi
{
    /// <summary>Fetches a token for client credentials.</summary>
    [Post("")]
    Task<IApiResponse<NorceToken>> GetToken(
        [Url] string tokenUrl, [Property] CallTarget target, [Body] FormUrlEncodedContent credentials,
        CancellationToken ct);
}

/// <summary>A token as the identity service returns it.</summary>
public sealed record NorceToken
{
    /// <summary>Secret.</summary>
    [JsonPropertyName("access_token")]
    public string? AccessToken { get; init; }

    /// <summary>Seconds.</summary>
    [JsonPropertyName("expires_in")]
    public int? ExpiresIn { get; init; }

    /// <inheritdoc/>
    public override string ToString() => "NorceToken ***";
}
