using System.Net.Http.Headers;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>
/// The bearer token for Norce: the configured one, or one fetched with client credentials, kept until a minute before
/// it expires. Callers that come while a token is fetched share the fetch. Thread-safe; one per process.
/// </summary>
public sealed class NorceTokens : IDisposable
{
    /// <summary>Name of the HTTP client that fetches tokens.</summary>
    public const string HttpClientName = "Norce tokens";

    private const int LifetimeSecondsDefault = 3600;
    private static readonly TimeSpan Margin = TimeSpan.FromSeconds(60);

    private readonly IHttpClientFactory clients;
    private readonly PartnerGates gates;
    private readonly TimeProvider clock;
    private readonly NorceOptions options;
    private readonly ILogger<NorceTokens> logger;
    private readonly SemaphoreSlim fetching = new(1, 1);
    private volatile Fetched? current;

    public NorceTokens(
        IHttpClientFactory clients, PartnerGates gates, TimeProvider clock, IOptions<NorceOptions> options,
        ILogger<NorceTokens> logger)
    {
        (this.clients, this.gates) = (clients, gates);
        (this.clock, this.options, this.logger) = (clock, options.Value, logger);
    }

    /// <summary>True when a refused token may be replaced by a fresh one.</summary>
    public bool CanRenew => options.ClientCredentials is not null && string.IsNullOrEmpty(options.Token);

    /// <summary>A token that is good for another minute, or why there is none.</summary>
    internal async Task<Answer<Masked>> Get(CancellationToken ct)
    {
        if (!string.IsNullOrEmpty(options.Token)) return Have(Masked.Of(options.Token));
        if (options.ClientCredentials is not { } credentials)
            return Failed(new(PartnerFailureKind.Rejected, 401, null, "Norce:Token is not set."));
        if (Usable() is { } kept) return Have(kept);
        try
        {
            await fetching.WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return Failed(new(PartnerFailureKind.Unavailable, null, null, "No time was left to wait for a token."));
        }

        try
        {
            if (Usable() is { } fetched) return Have(fetched);
            var answer = await Fetch(credentials, ct);
            if (answer.Value is null) return Failed(NothingSent(answer.Failure!));
            var token = Masked.Of(answer.Value.AccessToken!);
            var lifetime = TimeSpan.FromSeconds(answer.Value.ExpiresIn ?? LifetimeSecondsDefault);
            current = new(token, clock.GetUtcNow() + lifetime - Margin);
            return Have(token);
        }
        finally
        {
            fetching.Release();
        }
    }

    /// <summary>Forgets a token that Norce refused, unless a newer one is here already.</summary>
    public void Drop(Masked refused)
    {
        if (current is { } kept && kept.Token == refused) current = null;
    }

    /// <inheritdoc/>
    public void Dispose() => fetching.Dispose();

    private static Answer<Masked> Have(Masked token)
        => new() { Value = token, Call = new("Norce", "token", null, TimeSpan.Zero, null) };

    private static Answer<Masked> Failed(PartnerFailure failure)
        => new()
        {
            Failure = failure,
            Call = new("Norce", "token", failure.Status, TimeSpan.Zero, failure.Kind.ToString()),
        };

    /// <summary>However the token endpoint failed, the call that wanted the token never left.</summary>
    private static PartnerFailure NothingSent(PartnerFailure failure) => failure.Kind == PartnerFailureKind.Rejected
        ? failure with
        {
            Status = 401,
            Message = "The token endpoint refused the client credentials: " + failure.Message,
        }
        : failure with { Kind = PartnerFailureKind.Unavailable };

    private Masked? Usable() => current is { } kept && clock.GetUtcNow() < kept.GoodUntil ? kept.Token : null;

    private Task<Answer<TokenReply>> Fetch(NorceClientCredentials credentials, CancellationToken ct)
    {
        var form = new StringBuilder("grant_type=client_credentials");
        Append(form, "client_id", credentials.ClientId);
        Append(form, "client_secret", credentials.ClientSecret);
        if (!string.IsNullOrEmpty(credentials.Scope)) Append(form, "scope", credentials.Scope);
        var http = new PartnerHttp(
            "Norce", clients.CreateClient(HttpClientName), gates, clock, options.Timeout, logger);
        var request = new PartnerRequest("token", HttpMethod.Post, new Uri(credentials.TokenUrl))
        {
            Body = Encoding.UTF8.GetBytes(form.ToString()),
            ContentType = new MediaTypeHeaderValue("application/x-www-form-urlencoded"),
        };
        return http.Call(request, ReadReply, ct);
    }

    private static void Append(StringBuilder form, string name, string value)
        => form.Append('&').Append(name).Append('=').Append(Uri.EscapeDataString(value));

    private static TokenReply? ReadReply(PartnerReply reply)
        => JsonSerializer.Deserialize<TokenReply>(reply.Body, JsonSerializerOptions.Web)
            is { AccessToken.Length: > 0 } token
                ? token
                : null;

    private sealed record Fetched(Masked Token, DateTimeOffset GoodUntil);

    private sealed record TokenReply
    {
        [JsonPropertyName("access_token")]
        public string? AccessToken { get; init; }

        [JsonPropertyName("expires_in")]
        public int? ExpiresIn { get; init; }

        public override string ToString() => "TokenReply ***";
    }
}
