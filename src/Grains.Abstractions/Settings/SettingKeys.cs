using System.Globalization;
using System.Reflection;
using System.Text.Json;

namespace QliroAdapter.Settings;

/// <summary>
/// The keys that somebody reads. In a key <c>N</c> stands for any number, and <c>*</c> at its end for anything below.
/// </summary>
public static class SettingKeys
{
    /// <summary>Every setting of a class, below its section.</summary>
    public static IReadOnlyList<Setting> Of(Type type)
    {
        var section = type.GetCustomAttribute<SettingsSectionAttribute>()!.Key;
        return [.. Below(type, section, isDocument: false)];
    }

    /// <summary>The keys of a class that is read from documents, with colons.</summary>
    public static IEnumerable<Setting> OfDocument(Type type) => Below(type, "", isDocument: true);

    private static IEnumerable<Setting> Below(Type type, string path, bool isDocument)
    {
        var defaults = Activator.CreateInstance(type, nonPublic: true)!;
        foreach (var property in SettingProperty.Of(type))
        {
            var name = isDocument ? property.DocumentName : property.Name;
            var key = path.Length == 0 ? name : $"{path}:{name}";
            foreach (var setting in At(property, key, property.Get(defaults), isDocument)) yield return setting;
        }
    }

    private static IEnumerable<Setting> At(SettingProperty property, string key, object? value, bool isDocument)
    {
        if (property.Entry is { } entry)
        {
            Setting[] whole = [new(key + ":N", null, property.Range)];
            if (!SettingProperty.IsClass(entry)) return whole;
            var members = Below(entry, key + ":N", isDocument);
            return entry.IsAssignableTo(typeof(IShortEntry)) ? whole.Concat(members) : members;
        }
        if (SettingProperty.IsText(property.Type)) return [new(key, Shown(value), property.Range)];
        if (property.Type == typeof(JsonElement)) return [new(key + ":*", null, null)];
        return SettingProperty.IsClass(property.Type)
            ? Below(property.Type, key, isDocument)
            : [new(key, null, null), new(key + ":*", null, null)];
    }

    private static string? Shown(object? value) => value switch
    {
        null or "" => null,
        bool truth => truth ? "true" : "false",
        _ => string.Create(CultureInfo.InvariantCulture, $"{value}"),
    };
}

/// <summary>One setting.</summary>
/// <param name="Key">Its whole key.</param>
/// <param name="Default">Absent when there is none, or when it depends on others.</param>
/// <param name="Range">Such as <c>1 to 60</c>; absent without one.</param>
public sealed record Setting(string Key, string? Default, string? Range);
