using Microsoft.AspNetCore.Connections;
using QliroAdapter.Settings;
using QliroAdapter.Store;

namespace QliroAdapter.Silo;

/// <summary>Finds out whether a failed start was caused by a setting, wherever the failure was thrown.</summary>
internal static class StartMistakes
{
    // How the framework's message begins, which tells of developer certificates.
    private const string NoCertificate = "Unable to configure HTTPS endpoint";

    /// <summary>One line per mistake; empty when no setting explains the failure.</summary>
    public static IReadOnlyList<string> In(Exception failure) => failure switch
    {
        SettingsException wrong => wrong.Mistakes,
        AggregateException many => [.. many.InnerExceptions.SelectMany(In)],
        StoreStartException store => [OneLine(store.Message)],
        IOException { InnerException: AddressInUseException } taken => [$"ASPNETCORE_URLS: {OneLine(taken.Message)}"],
        InvalidOperationException { Message: var said } when said.StartsWith(NoCertificate, StringComparison.Ordinal) =>
        [
            "ASPNETCORE_URLS names an https address, and there is no certificate; set "
            + "Kestrel:Certificates:Default:Path and :KeyPath, or listen on http behind a proxy that ends TLS.",
        ],
        InvalidDataException unreadableFile => [OneLine(unreadableFile)],
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
