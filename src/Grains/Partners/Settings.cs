using System.Globalization;
using Microsoft.Extensions.Configuration;

namespace QliroAdapter.Partners;

/// <summary>
/// Checks of settings that both partners have. Each gives at most one line, which names the key and never a secret's
/// value.
/// </summary>
internal static class Settings
{
    public static IEnumerable<string> Seconds(IConfiguration configuration, string key, int min, int max)
        => WholeNumber(configuration, key, "seconds", min, max);

    public static IEnumerable<string> WholeNumber(
        IConfiguration configuration, string key, string unit, int min, int max)
    {
        var text = configuration[key];
        var isFine = string.IsNullOrWhiteSpace(text)
            || (int.TryParse(text, NumberStyles.None, CultureInfo.InvariantCulture, out var number)
                && number >= min && number <= max);
        return isFine ? [] : [$"{key} must be a whole number of {unit} from {min} to {max}, not '{text}'."];
    }

    public static IEnumerable<string> RequiredUrl(IConfiguration configuration, string key, string why)
        => string.IsNullOrWhiteSpace(configuration[key]) ? [$"{key} is required: {why}."] : Url(configuration, key);

    public static IEnumerable<string> Url(IConfiguration configuration, string key)
    {
        var text = configuration[key];
        return string.IsNullOrWhiteSpace(text) || PartnerUrl.IsUsable(PartnerUrl.ForMerchant(text, "merchant"))
            ? []
            : [$"{key} must be an absolute http or https URL, not '{text}'."];
    }

    public static IEnumerable<string> Required(IConfiguration configuration, string key, string why)
        => string.IsNullOrWhiteSpace(configuration[key]) ? [$"{key} is required: {why}."] : [];
}
