using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>The settings that the web front reads, and the checks of them.</summary>
public static class WebFrontSettings
{
    /// <summary>One line per missing or wrong setting, each beginning with its key; empty when all are right.</summary>
    public static IReadOnlyList<string> Mistakes(IConfiguration configuration)
    {
        var settings = new SettingReader(configuration);
        settings.Url("Adapter:PublicUrl");
        settings.Url("Adapter:InternalUrl");
        settings.Each("Adapter:AccessTokens", QliroAdapter.WebFront.AccessTokens.MistakeIn);
        settings.NotBlank("Adapter:PaymentState:Cancelled");
        settings.NotBlank("Adapter:PaymentState:Refunded");
        settings.Number("Reconciliation:IntervalSeconds", 0.05, 86400);
        var first = settings.Number("Retry:FirstSeconds", 0.01, 3600);
        var longest = settings.Number("Retry:LongestSeconds", 0.01, 86400);
        if (first > longest)
            settings.Add("Retry:LongestSeconds", "must not be below Retry:FirstSeconds");
        settings.Number("Retry:GiveUpHours", 0.001, 8760);
        settings.Each("Ops:AccessTokens", QliroAdapter.WebFront.AccessTokens.MistakeIn);
        settings.Number(RateLimitOptions.PerSecondKey, 1, RateLimitOptions.PerSecondMax);
        ListeningUrls.Check(configuration, settings);
        return settings.Mistakes;
    }

    internal static AccessTokens AccessTokens(IConfiguration configuration, string key) =>
        new(Values(configuration, key));

    private static IEnumerable<string> Values(IConfiguration configuration, string key) =>
        configuration.GetSection(key).GetChildren().Select(entry => entry.Value ?? "");
}
