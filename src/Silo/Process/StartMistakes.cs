using Microsoft.Extensions.Options;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>Finds out whether a failed start was caused by a setting, wherever the failure was thrown.</summary>
internal static class StartMistakes
{
    // The beginning of the configuration binder's message about a value that does not fit its option; the key follows
    // it.
    private const string CannotBind = "Failed to convert configuration value";

    /// <summary>One line per mistake; empty when no setting explains the failure.</summary>
    public static IReadOnlyList<string> In(Exception failure) => failure switch
    {
        SettingsException wrong => wrong.Mistakes,
        OptionsValidationException invalid => [.. invalid.Failures.Select(OneLine)],
        AggregateException many => [.. many.InnerExceptions.SelectMany(In)],
        StoreStartException store => [OneLine(store.Message)],
        InvalidDataException unreadableFile => [OneLine(unreadableFile)],
        InvalidOperationException unbound when unbound.Message.StartsWith(CannotBind, StringComparison.Ordinal) =>
            [OneLine(unbound)],
        _ => [],
    };

    /// <summary>A failure and its causes in one line.</summary>
    public static string OneLine(Exception failure)
    {
        var causes = new List<string>();
        for (var cause = failure; cause is not null; cause = cause.InnerException)
            causes.Add(OneLine(cause.Message));
        return string.Join(" | ", causes.Distinct(StringComparer.Ordinal));
    }

    private static string OneLine(string text) => text.ReplaceLineEndings(" ");
}
