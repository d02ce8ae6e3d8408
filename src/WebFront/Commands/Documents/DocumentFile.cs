using System.Text.Json.Nodes;
using System.Text.RegularExpressions;

namespace QliroAdapter.WebFront;

/// <summary>
/// A file with a channel's document. In a project of <c>ncoctl</c>, Norce's tool, a channel's file is laid over the one
/// that all channels share, and <c>${NAME}</c> is filled in from the environment, as that tool does.
/// </summary>
internal static partial class DocumentFile
{
    private const string Project = "ncoctl.config.yaml";

    /// <summary>One line for each mistake; none when the document is right.</summary>
    /// <param name="file">Its path. The shared file of a project stands for all channels of it.</param>
    /// <param name="variable">The environment.</param>
    /// <param name="stop">Ends the reading early.</param>
    /// <exception cref="Settings.SettingsException">It cannot be read.</exception>
    public static async Task<IReadOnlyList<string>> Mistakes(
        string file, Func<string, string?> variable, CancellationToken stop)
    {
        var (folder, name) = (Path.GetDirectoryName(Path.GetFullPath(file))!, Path.GetFileName(file));
        if (Path.GetDirectoryName(folder) is { } above && IsShared(above, name))
            return (await OfChannel(above, folder, name, variable, stop)).Mistakes(file);
        string[] channels = IsShared(folder, name)
            ? [.. Directory.GetDirectories(folder).Where(one => File.Exists(Path.Combine(one, name))).Order()]
            : [];
        if (channels.Length == 0) return (await Read(file, file, variable, stop)).Mistakes(file);
        var lines = new List<string>();
        foreach (var channel in channels)
            lines.AddRange((await OfChannel(folder, channel, name, variable, stop)).Mistakes(file));
        return [.. lines.Distinct(StringComparer.Ordinal)];
    }

    private static bool IsShared(string folder, string name)
        => File.Exists(Path.Combine(folder, Project)) && File.Exists(Path.Combine(folder, name));

    private static async Task<WrittenDocument> OfChannel(
        string project, string channel, string name, Func<string, string?> variable, CancellationToken stop)
    {
        var ofChannel = $"{Path.GetFileName(channel)}/{name}";
        var shared = await Read(Path.Combine(project, name), name, variable, stop);
        var own = await Read(Path.Combine(channel, name), ofChannel, variable, stop);
        return own.In(ofChannel).Over(shared.In(name));
    }

    private static async Task<WrittenDocument> Read(
        string file, string name, Func<string, string?> variable, CancellationToken stop)
    {
        var read = DocumentText.Read(name, await File.ReadAllTextAsync(file, stop));
        return DocumentText.IsYaml(name) ? read with { Root = Filled(read.Root, variable) } : read;
    }

    private static JsonNode? Filled(JsonNode? node, Func<string, string?> variable) => node switch
    {
        JsonObject members => new JsonObject(
            members.Select(one => KeyValuePair.Create(one.Key, Filled(one.Value, variable)))),
        JsonArray entries => new JsonArray([.. entries.Select(one => Filled(one, variable))]),
        JsonValue value when value.TryGetValue<string>(out var text) => Variable().Replace(
            text, match => variable(match.Groups["name"].Value) ?? match.Value),
        _ => node?.DeepClone(),
    };

    [GeneratedRegex(@"\$\{(?<name>[^}]+)\}", RegexOptions.NonBacktracking | RegexOptions.ExplicitCapture)]
    private static partial Regex Variable();
}
