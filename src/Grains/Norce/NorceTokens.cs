using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>
/// The bearer token for Norce: the configured one, or one fetched with client credentials. A fetched token is kept
/// until a minute before it expires. Callers that come while a token is fetched share the fetch. Thread-safe; one per
/// process.
/// </summary>
public sealed class NorceTokens : IDisposable
{
    private const int LifetimeSecondsDefault = 3600;
    private static readonly TimeSpan margin = TimeSpan.FromSeconds(60);

    private readonly INorceIdentityApi api;
    private readonly TimeProvider clock;
    private readonly NorceOptions options;
    private readonly Masked? configured;
    private readonly PartnerCalls calls;
    private readonly SemaphoreSlim fetching = new(1, 1);
    private volatile Fetched? current;

    public NorceTokens(
        INorceIdentityApi api, TimeProvider clock, IOptions<NorceOptions> options, ILogger<NorceTokens> logger)
    {
        (this.api, this.clock, this.options) = (api, clock, options.Value);
        configured = string.IsNullOrEmpty(options.Value.Token) ? null : Masked.Of(options.Value.Token);
        calls = new(NorceApi.Partner, clock, options.Value.Timeout, logger);
    }

    /// <summary>True when a refused token may be replaced by a fresh one.</summary>
    public bool CanRenew => options.ClientCredentials is not null && configured is null;

    /// <summary>A token that is valid for another minute and needs no call; absent when it must be fetched.</summary>
    internal Masked? Known => configured
        ?? (current is { } kept && clock.GetUtcNow() < kept.GoodUntil ? kept.Token : null);

    /// <summary>A token that is valid for another minute, or why there is none.</summary>
    internal async Task<Answer<Masked>> Get(CancellationToken ct)
    {
        if (Known is { } known) return Have(known);
        if (options.ClientCredentials is not { } credentials)
            return Failed(new(PartnerFailureKind.Rejected, 401, null, "Norce:Token is not set."));
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
            if (Known is { } fetched) return Have(fetched);
            var answer = await Fetch(credentials, ct);
            if (answer.Value is null) return Failed(NothingSent(answer.Failure!));
            var token = Masked.Of(answer.Value.AccessToken!);
            var lifetime = TimeSpan.FromSeconds(answer.Value.ExpiresIn ?? LifetimeSecondsDefault);
            current = new(token, clock.GetUtcNow() + lifetime - margin);
            return Have(token);
        }
        finally
        {
            fetching.Release();
        }
    }

    /// <summary>Forgets a token that Norce refused, unless a newer one was fetched meanwhile.</summary>
    public void Drop(Masked refused)
    {
        if (current is { } kept && kept.Token == refused) current = null;
    }

    /// <inheritdoc/>
    public void Dispose() => fetching.Dispose();

    private static Answer<Masked> Have(Masked token)
        => new() { Value = token, Call = new(NorceApi.Partner, "token", null, TimeSpan.Zero, null) };

    private static Answer<Masked> Failed(PartnerFailure failure)
        => new()
        {
            Failure = failure,
            Call = new(NorceApi.Partner, "token", failure.Status, TimeSpan.Zero, failure.Kind.ToString()),
        };

    /// <summary>However the fetch of the token failed, the call that needed the token was never sent.</summary>
    private static PartnerFailure NothingSent(PartnerFailure failure) => failure.Kind == PartnerFailureKind.Rejected
        ? failure with
        {
            Status = 401,
            Message = "The token endpoint refused the client credentials: " + failure.Message,
        }
        : failure with { Kind = PartnerFailureKind.Unavailable };

    private Task<Answer<NorceToken>> Fetch(NorceClientCredentials credentials, CancellationToken ct)
    {
        var form = new Dictionary<string, string>(StringComparer.Ordinal)
        {
            ["grant_type"] = "client_credentials",
            ["client_id"] = credentials.ClientId,
            ["client_secret"] = credentials.ClientSecret,
        };
        if (!string.IsNullOrEmpty(credentials.Scope)) form["scope"] = credentials.Scope;
        return calls.Call(
            new CallTarget("token", baseUrl: null) { Effect = CallEffect.Replaces },
            (target, limited) => api.GetToken(credentials.TokenUrl, target, new(form), limited),
            static response => response.Content is { AccessToken.Length: > 0 } token ? token : null,
            ct);
    }

    private sealed record Fetched(Masked Token, DateTimeOffset GoodUntil);
}
