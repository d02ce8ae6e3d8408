using QliroAdapter.QliroCallbacks;
using QliroAdapter.Settings;
using QliroAdapter.Silo;
using QliroAdapter.Store;

namespace QliroAdapter.WebFront;

/// <summary>
/// Checks the adapter's own tokens and secrets: how many there are, how long they are and how they are kept. Never
/// prints them.
/// </summary>
internal static class SecretChecks
{
    // 16 random letters cannot be guessed at the rate that the rate limit allows. 32 are needed for a secret that can
    // be attacked offline.
    private const int TokenLetters = 16;
    private const int SecretLetters = 32;

    public static IReadOnlyList<CheckResult> Of(IConfiguration settings) =>
    [
        AccessTokens(TokensOfCallers(settings)),
        CallbackSecrets(settings.Read<CallbackTokenOptions>().CallbackSecrets),
        CallbackTokens(settings.Read<CallbackTokenOptions>().RequireCallbackToken),
        DataKeys(settings.Read<KeyOptions>().DataKeys),
        OpsTokens(
            [.. settings.Read<OpsOptions>().AccessTokens.Select(token => token.Token)],
            TokensOfCallers(settings)),
    ];

    private static IReadOnlyList<string> TokensOfCallers(IConfiguration settings)
        => [.. settings.Read<AccessTokenOptions>().AccessTokens.Select(caller => caller.Token)];

    public static CheckResult AccessTokens(IReadOnlyList<string> tokens)
    {
        const string name = "access tokens";
        return tokens.Count == 0
            ? CheckResult.Fail(name, "none, so that every call of storefront and Norce is answered 401",
                "Put one into Adapter:AccessTokens:0, best as sha256:<hex>")
            : Tokens(name, "Adapter:AccessTokens", tokens);
    }

    public static CheckResult OpsTokens(IReadOnlyList<string> tokens, IReadOnlyList<string> accessTokens)
    {
        const string name = "ops tokens";
        if (tokens.Count == 0) return CheckResult.Ok(name, "none, the pages for operators are off");
        return tokens.Intersect(accessTokens, StringComparer.OrdinalIgnoreCase).Any()
            ? CheckResult.Warn(name, "one is an access token, too, so that the shop opens the pages for operators",
                "Give operators a token of their own")
            : Tokens(name, "Ops:AccessTokens", tokens);
    }

    public static CheckResult CallbackSecrets(IReadOnlyList<string> secrets)
    {
        const string name = "callback secrets";
        const string rotate =
            "Put a random one of 32 letters first and keep the old one behind it for the orders under way";
        var shortest = secrets.Min(secret => secret.Length);
        if (secrets[0].Length < TokenLetters)
            return CheckResult.Fail(
                name, $"the one that signs has {secrets[0].Length} letters and can be guessed", rotate);
        if (shortest < SecretLetters) return CheckResult.Warn(name, $"one has {shortest} letters", rotate);
        if (secrets.Distinct(StringComparer.Ordinal).Count() < secrets.Count)
            return CheckResult.Warn(name, "one is there twice", "Leave one of the two out");
        return secrets.Count switch
        {
            1 => CheckResult.Ok(name, "one"),
            2 => CheckResult.Ok(name, "two: the first signs, the second is on its way out"),
            _ => CheckResult.Warn(name, $"{secrets.Count} are valid", "Drop those whose orders are all done"),
        };
    }

    public static CheckResult CallbackTokens(bool areRequired) => areRequired
        ? CheckResult.Ok("callback tokens", "required")
        : CheckResult.Warn("callback tokens", "not required: whoever reaches this service can play Qliro",
            "Set Adapter:RequireCallbackToken to true, or see that only Qliro gets through");

    public static CheckResult DataKeys(IReadOnlyList<string> keys) => keys.Count switch
    {
        0 => CheckResult.Warn("data keys", "none, so that saved cards and what shipping providers tell lie unencrypted",
            "Put the output of 'openssl rand -base64 32' into Adapter:DataKeys:0 of every node, and keep a copy of it"),
        1 => CheckResult.Ok("data keys", "one"),
        _ => CheckResult.Ok("data keys", $"{keys.Count}: the first wraps, all unwrap"),
    };

    private static CheckResult Tokens(string name, string key, IReadOnlyList<string> tokens)
    {
        var plain = tokens.Where(token => !AccessTokenAttribute.IsHashed(token)).ToList();
        if (plain.Exists(token => token.Length < TokenLetters))
            return CheckResult.Warn(name, $"one has {plain.Min(token => token.Length)} letters and can be guessed",
                $"Replace it by a random one of {SecretLetters}");
        if (plain.Count > 0)
            return CheckResult.Warn(name, $"{plain.Count} of {tokens.Count} stands in the settings in plain text",
                $"Put sha256:<hex of its SHA-256> into {key} instead");
        return tokens.Count <= 2
            ? CheckResult.Ok(name, tokens.Count == 1 ? "one, hashed" : "two, hashed: one is on its way out")
            : CheckResult.Warn(name, $"{tokens.Count} are valid", "Drop those that nobody uses any more");
    }
}
