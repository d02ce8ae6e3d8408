using System.Globalization;

namespace QliroAdapter.Adapter.Tests.Alerts;

/// <summary>What <c>/metrics</c> answered once; nothing when nobody answered.</summary>
internal sealed class Scrape
{
    private Scrape(IReadOnlyDictionary<string, double> series) => Series = series;

    public static Scrape Unanswered { get; } = new(new Dictionary<string, double>());

    /// <summary>The value of each series, by its name and labels as they were sent.</summary>
    public IReadOnlyDictionary<string, double> Series { get; }

    public static async Task<Scrape> Of(HttpClient client)
    {
        try
        {
            return Read(await client.GetStringAsync(new Uri("/metrics", UriKind.Relative)));
        }
        catch (HttpRequestException)
        {
            return Unanswered;
        }
    }

    public static Scrape Read(string text) => new(text.Split('\n')
        .Where(line => line.Length > 0 && line[0] != '#')
        .Select(line => (Series: line[..line.LastIndexOf(' ')], Value: line[(line.LastIndexOf(' ') + 1)..]))
        .ToDictionary(one => one.Series.Replace("{}", "", StringComparison.Ordinal), one => Number(one.Value), StringComparer.Ordinal));

    /// <summary>The sum of a metric's series, of those that have this text among their labels.</summary>
    public double Sum(string metric, string labels = "") => Series
        .Where(one => NameOf(one.Key) == metric && one.Key.Contains(labels, StringComparison.Ordinal))
        .Sum(one => one.Value);

    public static string NameOf(string series)
        => series.IndexOf('{', StringComparison.Ordinal) is >= 0 and var at ? series[..at] : series;

    private static double Number(string text) => text switch
    {
        "+Inf" => double.PositiveInfinity,
        "-Inf" => double.NegativeInfinity,
        _ => double.Parse(text, CultureInfo.InvariantCulture),
    };
}
