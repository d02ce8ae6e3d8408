using QliroAdapter.WebFront;

namespace QliroAdapter.Ops;

/// <summary>
/// Who may open the ops pages: a caller with one of the ops tokens, sent as a bearer token or given at the login.
/// </summary>
internal sealed class OpsAccess(AccessTokens tokens, OpsSession session)
{
    /// <summary>False when no ops token is configured; the pages do not exist then.</summary>
    public bool IsOn => tokens.Any;

    public bool Admits(HttpRequest request)
        => tokens.Match(BearerToken.ReadUnverified(request)) is not null
        || session.IsOpen(request.Cookies[OpsSession.Cookie], tokens);

    /// <summary>
    /// The session cookie's value after a login with this token; null when the token is not one of ours.
    /// </summary>
    public string? LogIn(string? token) => tokens.Match(token) is { } hash ? session.Open(hash) : null;
}
