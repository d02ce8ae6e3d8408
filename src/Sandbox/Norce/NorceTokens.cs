using System.Text.Json.Nodes;
using Microsoft.AspNetCore.WebUtilities;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Norce;

/// <summary>Who may call: callers with a static bearer token or with one issued for client credentials.</summary>
internal sealed class NorceTokens(NorceSimulatorOptions options, IdSource ids)
{
    private const int LifetimeSeconds = 3600;

    // The identity server allows this many requests. Callers that make more are told to cache their token.
    private const int RequestsPerMinuteMax = 20;
    private readonly Lock gate = new();
    private readonly Dictionary<string, DateTimeOffset> issued = new(StringComparer.Ordinal);
    private readonly Queue<DateTimeOffset> recent = new();

    public bool Accepts(WireRequest request)
    {
        var header = request.Header("Authorization");
        if (!header.StartsWith("Bearer ", StringComparison.OrdinalIgnoreCase)) return false;
        var token = header["Bearer ".Length..];
        lock (gate)
        {
            return options.Tokens.Contains(token)
                || (issued.TryGetValue(token, out var until) && options.Clock.GetUtcNow() < until);
        }
    }

    public void RevokeIssued()
    {
        lock (gate) issued.Clear();
    }

    public WireAnswer Issue(WireRequest request)
    {
        if (request.Method != "POST") return WireAnswer.Empty(405);
        var form = QueryHelpers.ParseQuery(request.BodyText);
        if (form["grant_type"] != "client_credentials") return Refuse("unsupported_grant_type");
        if (form["client_id"] != options.ClientId || form["client_secret"] != options.ClientSecret)
            return Refuse("invalid_client");
        lock (gate)
        {
            var now = options.Clock.GetUtcNow();
            while (recent.TryPeek(out var oldest) && oldest < now.AddMinutes(-1)) recent.Dequeue();
            if (recent.Count >= RequestsPerMinuteMax) return WireAnswer.Empty(429);
            recent.Enqueue(now);
            var token = ids.Token();
            issued[token] = now.AddSeconds(LifetimeSeconds);
            return WireAnswer.Of(200, new JsonObject
            {
                ["access_token"] = token, ["token_type"] = "Bearer", ["expires_in"] = LifetimeSeconds,
                ["scope"] = form["scope"].ToString(),
            });
        }
    }

    private static WireAnswer Refuse(string error) => WireAnswer.Of(400, new JsonObject { ["error"] = error });
}
