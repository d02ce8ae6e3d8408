using System.Globalization;

namespace QliroAdapter.Settings;

/// <summary>
/// What every setting of a class is, for people: what is set, or else the default. Goes by the same classes as
/// <see cref="SettingsReader"/>. The value of a secret never leaves here, and of what no class knows only the key does.
/// </summary>
public static class SettingsInForce
{
    /// <summary>Every setting of a class of the process's settings.</summary>
    public static IReadOnlyList<SettingInForce> Of(Type type, SettingsNode section)
        => [.. Below(type, section, section.Path, isDocument: false)];

    /// <summary>Every key of a configuration document.</summary>
    public static IReadOnlyList<SettingInForce> OfDocument(Type type, SettingsNode document)
        => [.. Below(type, document, "", isDocument: true)];

    private static IEnumerable<SettingInForce> Below(Type type, SettingsNode? node, string path, bool isDocument)
    {
        var defaults = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (var property in SettingProperty.Of(type))
        {
            var name = isDocument ? property.DocumentName : property.Name;
            var key = path.Length == 0 ? name : $"{path}{(isDocument ? '.' : ':')}{name}";
            foreach (var setting in At(property, node?.Member(name), key, property.Get(defaults), isDocument))
                yield return setting;
        }
    }

    private static IEnumerable<SettingInForce> At(
        SettingProperty property, SettingsNode? node, string key, object? otherwise, bool isDocument)
    {
        if (property.Entry is { } entry) return Entries(property, entry, node, key, isDocument);
        if (SettingProperty.IsText(property.Type)) return [Value(key, node?.Text, otherwise, property.IsSecret)];
        if (SettingProperty.IsClass(property.Type))
        {
            return node is null && otherwise is null
                ? [Value(key, null, null, isSecret: false)]
                : Below(property.Type, node, key, isDocument);
        }
        // Texts by name, or a document of somebody else's, of which nobody knows what is secret.
        return property.Type == typeof(IReadOnlyDictionary<string, string>) && node is not null
            ? node.Leaves().Select(leaf => Value(leaf.Path, leaf.Text, null, isSecret: false))
            : [Value(key, node?.Json.ToString(), null, isSecret: true)];
    }

    private static IEnumerable<SettingInForce> Entries(
        SettingProperty property, Type entry, SettingsNode? node, string key, bool isDocument)
    {
        if (node is null || node.Members.Count == 0) return [Value(key, null, null, property.IsSecret)];
        return node.Members.SelectMany(member => member.Text is null && SettingProperty.IsClass(entry)
            ? Below(entry, member, member.Path, isDocument)
            // A whole entry written as one text is a token.
            : [Value(member.Path, member.Text, null, property.IsSecret || SettingProperty.IsClass(entry))]);
    }

    private static SettingInForce Value(string key, string? text, object? otherwise, bool isSecret)
    {
        if (!string.IsNullOrWhiteSpace(text))
            return new(key, isSecret ? SettingInForce.Mask : Written(text), IsDefault: false, isSecret);
        var value = otherwise is null or "" or Masked ? null : Shown(otherwise);
        return new(key, isSecret && value is not null ? SettingInForce.Mask : value, IsDefault: true, isSecret);
    }

    private static string Shown(object value) => value is bool truth
        ? truth ? "true" : "false"
        : string.Create(CultureInfo.InvariantCulture, $"{value}");

    private static string Written(string text)
        => bool.TryParse(text, out var truth) ? Shown(truth) : WithoutUser(text);

    // A user and password within a URL.
    private static string WithoutUser(string text)
        => Uri.TryCreate(text, UriKind.Absolute, out var url) && url.UserInfo.Length > 0
            ? text.Replace(url.UserInfo, SettingInForce.Mask, StringComparison.Ordinal)
            : text;
}

/// <summary>One setting as it is in force. Holds no secret.</summary>
/// <param name="Key">Its whole key.</param>
/// <param name="Value">What it is, or <see cref="Mask"/>; absent when nothing is set and there is no default.</param>
/// <param name="IsDefault">True when nothing is set.</param>
/// <param name="IsSecret">True when its value must not be shown.</param>
public sealed record SettingInForce(string Key, string? Value, bool IsDefault, bool IsSecret)
{
    /// <summary>What is shown of a secret.</summary>
    public const string Mask = "***";
}
