using Microsoft.Extensions.Options;
using QliroAdapter.Silo;
using QliroAdapter.WebFront;

namespace QliroAdapter.Ops;

/// <summary>
/// Who may open the ops pages: a caller with one of the ops tokens, sent as a bearer token or given at the login.
/// </summary>
internal sealed partial class OpsAccess(
    IOptions<OpsOptions> options, OpsSession sessions, IOperatorSessions ended, GuessLimit guesses,
    TimeProvider clock, ILogger<OpsAccess> logger)
{
    // A page waits no longer than this to learn whether its session was ended.
    private static readonly TimeSpan endedTimeout = TimeSpan.FromSeconds(2);

    private readonly AccessTokens tokens = new(options.Value.AccessTokens.Select(token => token.Token));

    /// <summary>False when no ops token is configured; the pages do not exist then.</summary>
    public bool IsOn => tokens.Any;

    /// <summary>Who sends the request.</summary>
    public async Task<Recognition> Recognise(HttpRequest request)
    {
        if (BearerToken.ReadUnverified(request) is { } token) return Guess(request, token).Recognition;
        if (sessions.Verify(request.Cookies[OpsSession.Cookie], tokens) is not { } session) return Recognition.Nobody;
        var known = HolderOf(session.TokenHash);
        return await IsEnded(session) switch
        {
            true => Recognition.Nobody,
            false => new(known, null),
            // Pages must open when the cluster is in trouble; whoever logged out meanwhile may then look again.
            null => new(known with { MayAct = false }, null),
        };
    }

    /// <summary>The session cookie's value after a login with this token; null when it is not accepted.</summary>
    public (string? Cookie, TimeSpan? Wait) LogIn(HttpRequest request, string? token)
    {
        var (recognition, hash) = Guess(request, token);
        return (hash is null ? null : sessions.Open(hash), recognition.Wait);
    }

    /// <summary>Ends the request's session for every node; a copy of its cookie opens nothing from now on.</summary>
    public async Task LogOut(HttpRequest request)
    {
        if (sessions.Verify(request.Cookies[OpsSession.Cookie], tokens) is { } session)
            await ended.EndSession(new() { Id = session.Id, Until = session.End });
    }

    private (Recognition Recognition, byte[]? Hash) Guess(HttpRequest request, string? token)
    {
        var (hash, wait) = guesses.Try(ClientAddress.Of(request.HttpContext), () => tokens.Match(token));
        if (hash is not null) return (new(HolderOf(hash), null), hash);
        if (wait is null) TokenRefused();
        return (new(null, wait), null);
    }

    private Operator HolderOf(byte[] hash)
    {
        var number = tokens.Hashes.TakeWhile(known => !known.AsSpan().SequenceEqual(hash)).Count();
        var token = options.Value.AccessTokens[number];
        return new(token.Name, token.Role == OpsRole.Act);
    }

    /// <summary>Null when it cannot be known now.</summary>
    private async Task<bool?> IsEnded(OperatorLogin session)
    {
        try
        {
            var answer = await ended.GetSession(new() { Id = session.Id }).WaitAsync(endedTimeout, clock);
            return answer.IsEnded;
        }
        catch (Exception problem) when (problem is not OperationCanceledException)
        {
            SessionUnknown(problem);
            return null;
        }
    }
}

/// <summary>Who a request comes from.</summary>
/// <param name="Operator">Null for a stranger.</param>
/// <param name="Wait">How long until the next token of the caller is looked at; absent when it is now.</param>
internal sealed record Recognition(Operator? Operator, TimeSpan? Wait)
{
    public static readonly Recognition Nobody = new(null, null);
}
