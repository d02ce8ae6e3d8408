using System.Globalization;

namespace QliroAdapter.Silo;

/// <summary>Reads settings one by one and collects the mistakes in them.</summary>
internal sealed class SettingReader(IConfiguration configuration)
{
    private readonly List<string> mistakes = [];

    public IReadOnlyList<string> Mistakes => mistakes;

    public void Add(string key, string mistake) => mistakes.Add($"{key} {mistake}.");

    /// <summary>Reads an absolute http or https URL, if it is set.</summary>
    public void Url(string key)
    {
        if (configuration[key] is { Length: > 0 } text && !IsHttpUrl(text))
            Add(key, $"must be an absolute http or https URL, not '{text}'");
    }

    /// <summary>Reads <c>true</c> or <c>false</c>, if it is set.</summary>
    public void Flag(string key)
    {
        if (configuration[key] is { Length: > 0 } text && !bool.TryParse(text, out _))
            Add(key, $"must be true or false, not '{text}'");
    }

    /// <summary>Reads a number from <paramref name="min"/> to <paramref name="max"/>, if it is set.</summary>
    public double? Number(string key, double min, double max)
    {
        if (configuration[key] is not { Length: > 0 } text)
            return null;
        if (double.TryParse(text, NumberStyles.Float, CultureInfo.InvariantCulture, out var number)
            && number >= min && number <= max)
            return number;
        Add(key, string.Create(CultureInfo.InvariantCulture, $"must be a number from {min} to {max}, not '{text}'"));
        return null;
    }

    /// <summary>Reads a text that is not blank, if it is set.</summary>
    public void NotBlank(string key)
    {
        if (configuration[key] is { } text && string.IsNullOrWhiteSpace(text))
            Add(key, "is empty; leave it out for the default");
    }

    /// <summary>Reads every value of a list and checks each with <paramref name="mistakeIn"/>.</summary>
    public void Each(string key, Func<string, string?> mistakeIn)
    {
        foreach (var entry in configuration.GetSection(key).GetChildren())
        {
            if (mistakeIn(entry.Value ?? "") is { } mistake)
                Add(entry.Path, mistake);
        }
    }

    private static bool IsHttpUrl(string text) =>
        Uri.TryCreate(text, UriKind.Absolute, out var url)
        && (url.Scheme == Uri.UriSchemeHttp || url.Scheme == Uri.UriSchemeHttps)
        && url.Host.Length > 0;
}
