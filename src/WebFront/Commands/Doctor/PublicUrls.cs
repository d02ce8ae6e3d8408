using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>The base URLs of the callbacks that Qliro is given.</summary>
internal static class PublicUrls
{
    /// <summary>The URL of the settings, or else those of the documents, each once.</summary>
    public static IReadOnlyList<Uri> Of(IConfiguration settings, IEnumerable<ChannelConfiguration> documents)
        => settings.Read<AdapterOptions>().PublicUrl is { } one
            ? [new(one)]
            : [.. documents.Select(document => document.PublicUrl).OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(url => new Uri(url))];
}
