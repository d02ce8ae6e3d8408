namespace QliroAdapter.Settings;

/// <summary>Settings are missing or wrong, so nothing was started. Holds every mistake, not just the first.</summary>
/// <param name="mistakes">One line per mistake, each beginning with its key.</param>
public sealed class SettingsException(IReadOnlyList<string> mistakes) : Exception(string.Join('\n', mistakes))
{
    /// <summary>One line per mistake, each beginning with its key.</summary>
    public IReadOnlyList<string> Mistakes { get; } = mistakes;

    /// <summary>Throws when there is a mistake.</summary>
    public static void ThrowIfAny(IReadOnlyList<string> mistakes)
    {
        if (mistakes.Count > 0) throw new SettingsException(mistakes);
    }
}
