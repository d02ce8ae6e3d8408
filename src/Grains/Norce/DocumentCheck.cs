using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>
/// Everything that a person should mend in a configuration document, as its schema says it. Payments are more liberal
/// (<see cref="ConfigurationDocument"/>): a key that nobody reads, a URL that lacks a placeholder or the placeholder of
/// a sample stops no shop that already sells.
/// </summary>
public static class DocumentCheck
{
    private static readonly UnknownKeys unknown = new(Keys());

    /// <summary>One for each mistake, with its key; none when the document is right.</summary>
    public static IReadOnlyList<SettingsMistake> Mistakes(SettingsNode document)
    {
        var (keys, mistakes) = ConfigurationDocument.Read(document);
        var places = new Places(document);
        IReadOnlyList<SettingsMistake> others =
        [
            .. unknown.In(document),
            .. places.Found("apiUrl", keys.ApiUrl, Base),
            .. places.Found("adapter.publicUrl", keys.Adapter.PublicUrl, Base),
            .. places.Found("adapter.internalUrl", keys.Adapter.InternalUrl, Base),
            .. OfSecrets(keys, places),
            .. places.Found("confirmationUrl", keys.ConfirmationUrl, Confirmation),
            .. places.Found("termsUrl", keys.TermsUrl, Template),
            .. places.Found("integrityPolicyUrl", keys.IntegrityPolicyUrl, Template),
        ];
        return [.. mistakes, .. others.Where(other => !mistakes.Any(known => IsWithin(known.Key, other.Key)))];
    }

    // Of what is wrong as a whole nothing more is said.
    private static bool IsWithin(string whole, string key) => key.StartsWith(whole, StringComparison.Ordinal)
        && (key.Length == whole.Length || key[whole.Length] is '.' or '[');

    /// <summary>Only what is wrong with the credentials: with such ones no shop sells.</summary>
    internal static IEnumerable<SettingsMistake> OfSecrets(ConfigurationDocument keys, SettingsNode document)
        => OfSecrets(keys, new Places(document));

    private static IEnumerable<SettingsMistake> OfSecrets(ConfigurationDocument keys, Places places)
        => places.Found("merchantApiKey", keys.MerchantApiKey, Secret)
            .Concat(places.Found("merchantApiSecret", keys.MerchantApiSecret?.Reveal(), Secret));

    // Keys of a group may stand at the root; what describes the whole document stands only there.
    private static IEnumerable<string> Keys()
    {
        var keys = SettingKeys.OfDocument(typeof(ConfigurationDocument)).Select(setting => setting.Key).ToList();
        return keys.Concat(keys.Where(key => !ConfigurationDocument.IsAboutTheWhole(key.Split(':')[0]))
            .SelectMany(key => ConfigurationDocument.Groups.Select(group => $"{group}:{key}")));
    }

    private static string? Base(string url) => new HttpUrlAttribute { IsBase = true }.MistakeIn(url);

    private static string? Secret(string text) => new SecretAttribute().MistakeIn(text);

    private static string? Template(string url) => UrlPlaceholders.Unfilled(url) is { } part
        ? $"holds {part}, which nothing fills in; {{orderId}}, {{merchant}} and {{channel}} are filled in"
        : null;

    private static string? Confirmation(string url)
    {
        if (Template(url) is { } mistake) return mistake;
        var missing = UrlPlaceholders.NeededToConfirm
            .Where(name => !url.Contains(name, StringComparison.OrdinalIgnoreCase));
        var names = string.Join(" and ", missing);
        return names.Length == 0 ? null
            : $"needs {names}, or the page cannot tell which order it confirms; usually it also has {{merchant}}, "
                + "such as https://shop.example/confirmation?orderId={orderId}&merchant={merchant}&channel={channel}";
    }

    /// <summary>Where the keys of one document stand.</summary>
    private sealed class Places(SettingsNode document)
    {
        public IEnumerable<SettingsMistake> Found(string key, string? value, Func<string, string?> mistakeIn)
        {
            if (value is null || mistakeIn(value) is not { } mistake) yield break;
            yield return new(PathOf(key), mistake);
        }

        private string PathOf(string key) => ConfigurationDocument.Groups.Select(document.Member).Prepend(document)
            .OfType<SettingsNode>().Select(place => key.Split('.').Aggregate((SettingsNode?)place, Step))
            .FirstOrDefault(found => found is not null)?.Path ?? key;

        private static SettingsNode? Step(SettingsNode? place, string name) => place?.Member(name);
    }
}
