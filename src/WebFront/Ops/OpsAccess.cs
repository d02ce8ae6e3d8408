using QliroAdapter.WebFront;

namespace QliroAdapter.Ops;

/// <summary>
/// Who may look at the ops pages: whoever has one of the ops tokens, as a bearer or by having logged in with it.
/// </summary>
internal sealed class OpsAccess(AccessTokens tokens, OpsSession session)
{
    /// <summary>False when no ops token is configured: there are no ops pages then.</summary>
    public bool IsOn => tokens.Any;

    public bool Admits(HttpRequest request) =>
        tokens.Match(BearerToken.ReadUnverified(request)) is not null
        || session.IsOpen(request.Cookies[OpsSession.Cookie], tokens);

    /// <summary>A session cookie's value for whoever gave this token; null when it is not one of ours.</summary>
    public string? LogIn(string? token) => tokens.Match(token) is { } hash ? session.Open(hash) : null;
}
