using System.Text.Json.Nodes;
using QliroAdapter.Norce;
using QliroAdapter.Settings;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront;

/// <summary>
/// <c>configuration check</c>: says all that is wrong with a channel's document, and its cure. <c>configuration
/// compare</c>: says what storing a document would change.
/// </summary>
internal static class ConfigurationCommand
{
    private const int Differs = 2;

    /// <param name="target">
    /// A file, or <c>merchant/channel</c>: the document under <c>Channels</c> or at Norce, read with the adapter's
    /// settings.
    /// </param>
    /// <param name="stop">Ends the reading early.</param>
    public static async Task<int> Check(string target, CancellationToken stop)
    {
        try
        {
            SettingsException.ThrowIfAny(File.Exists(target)
                ? await DocumentFile.Mistakes(target, Environment.GetEnvironmentVariable, stop)
                : await OfChannel(target, stop));
            Console.WriteLine($"{target}: is right.");
            return AdapterProcess.Stopped;
        }
        catch (Exception failure) when (failure is UnreadException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync($"{target}: {failure.Message}");
            return AdapterProcess.Failed;
        }
        catch (OperationCanceledException)
        {
            return AdapterProcess.Failed;
        }
        catch (Exception failure)
        {
            return await AdapterProcess.Explain(failure);
        }
    }

    /// <summary>Compares two files, of which the first is what Norce handed out.</summary>
    public static async Task<int> Compare(string stored, string document, CancellationToken stop)
    {
        try
        {
            var lines = new DocumentComparison(await Root(stored, stop), await Root(document, stop));
            foreach (var line in lines.Lines) Console.WriteLine(line);
            return lines.IsSame ? AdapterProcess.Stopped : Differs;
        }
        catch (Exception failure) when (failure is SettingsException or IOException or UnauthorizedAccessException)
        {
            await Console.Error.WriteLineAsync(failure.Message);
            return AdapterProcess.Failed;
        }
    }

    /// <summary>One line for each mistake in the text of a document, JSON or YAML by its name.</summary>
    internal static IReadOnlyList<string> Mistakes(string name, string text)
    {
        try
        {
            return DocumentText.Read(name, text).Mistakes(name);
        }
        catch (SettingsException unreadable)
        {
            return unreadable.Mistakes;
        }
    }

    private static async Task<JsonNode?> Root(string file, CancellationToken stop)
        => DocumentText.Read(file, await File.ReadAllTextAsync(file, stop)).Root;

    private static async Task<IReadOnlyList<string>> OfChannel(string name, CancellationToken stop)
    {
        var channel = ChannelOf(name);
        var builder = WebApplication.CreateBuilder();
        builder.AddAdapter();
        builder.Logging.ClearProviders();
        await using var app = builder.Build();
        var read = await app.Services.GetRequiredService<ChannelConfigurations>().ReadNow(channel, stop);
        IReadOnlyList<string> mistakes = [.. DocumentMistakes.Of(read, name).Select(mistake => $"{mistake}")];
        if (mistakes.Count > 0) return mistakes;
        if (read.Configuration.Error is not { } error) return [];
        return read.IsAnswer && error.Code == ErrorCodes.ConfigurationError
            ? [error.Message]
            : throw new UnreadException(error.Message);
    }

    private static ChannelKey ChannelOf(string text)
        => text.Split('/') is [{ Length: > 0 } merchant, { Length: > 0 } channel] && !DocumentText.IsNameOfFile(text)
            ? new(merchant, channel)
            : throw new UnreadException("is no file that is there, and no merchant/channel.");

    // Nothing is known of the document then.
    private sealed class UnreadException(string why) : Exception(why);
}
