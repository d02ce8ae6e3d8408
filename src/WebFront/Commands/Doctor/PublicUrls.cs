using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>The bases of the URLs that are handed to Qliro.</summary>
internal static class PublicUrls
{
    /// <summary>The one of the settings, else those of the documents, each once.</summary>
    public static IReadOnlyList<Uri> Of(IConfiguration settings, IEnumerable<ChannelConfiguration> documents)
        => settings.Read<AdapterOptions>().PublicUrl is { } one
            ? [new(one)]
            : [.. documents.Select(document => document.PublicUrl).OfType<string>().Distinct(StringComparer.Ordinal)
                .Select(url => new Uri(url))];
}
