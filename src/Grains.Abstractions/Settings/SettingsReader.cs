using System.Collections;
using System.ComponentModel.DataAnnotations;

namespace QliroAdapter.Settings;

/// <summary>
/// Reads classes of settings, and configuration documents by the same rules: values by the properties' types, ranges by
/// their attributes, what properties ask of each other by <see cref="IValidatableObject"/>. Goes on after a mistake, so
/// that all are known at once; the framework's binder stops at the first value that does not fit.
/// </summary>
/// <param name="isDocument">
/// A configuration document, as people and Norce write them: blank is absent, truth has more words, texts are trimmed,
/// and values are not told, because one of them is a secret.
/// </param>
public sealed class SettingsReader(bool isDocument = false)
{
    private readonly List<SettingsMistake> mistakes = [];

    /// <summary>In the order of the properties; none when all is well.</summary>
    public IReadOnlyList<SettingsMistake> Mistakes => mistakes;

    /// <summary>An object of this class. What was wrong in it has its default, or is absent.</summary>
    public T Read<T>(SettingsNode node) => (T)Read(typeof(T), node);

    /// <summary>An object of this class. What was wrong in it has its default, or is absent.</summary>
    public object Read(Type type, SettingsNode node)
    {
        var read = Activator.CreateInstance(type, nonPublic: true)!;
        var wrong = new HashSet<string>(StringComparer.Ordinal);
        foreach (var property in SettingProperty.Of(type))
        {
            var before = mistakes.Count;
            Read(read, property, node);
            if (mistakes.Count > before) wrong.Add(property.Name);
        }
        if (read is not IValidatableObject whole) return read;
        foreach (var found in whole.Validate(new(read)))
        {
            // What a wrong value should have been to another one is not known.
            if (found.MemberNames.Any(wrong.Contains)) continue;
            Add(node.PathOf(NameOf(type, found.MemberNames.First())), found.ErrorMessage!);
        }
        return read;
    }

    private void Read(object owner, SettingProperty property, SettingsNode node)
    {
        var name = isDocument ? property.DocumentName : property.Name;
        var path = node.PathOf(name);
        if (node.Member(name) is { } member)
        {
            var before = mistakes.Count;
            var value = Value(property, member, property.Get(owner));
            if (mistakes.Count > before) return;
            if (value is not null) property.Set(owner, value);
        }
        Check(owner, property, path);
    }

    /// <summary>Null for what counts as absent, and when it was wrong.</summary>
    private object? Value(SettingProperty property, SettingsNode node, object? otherwise)
    {
        if (property.Entry is { } entry) return List(property, entry, node);
        if (SettingProperty.IsText(property.Type)) return Text(property, property.Type, node, otherwise);
        if (property.Type == typeof(IReadOnlyDictionary<string, string>)) return TextsByName(node);
        if (otherwise is null && SettingProperty.IsClass(property.Type) && IsBlank(node)) return null;
        if (!node.IsObject) return Wrong(node, isDocument ? "must be a JSON object" : "must hold keys of its own");
        return SettingProperty.IsClass(property.Type) ? Read(property.Type, node) : node.Json.Clone();
    }

    // As templates of environment variables leave it.
    private static bool IsBlank(SettingsNode node) => node.Leaves().All(leaf => string.IsNullOrWhiteSpace(leaf.Text));

    private object? Text(SettingProperty property, Type type, SettingsNode node, object? otherwise)
    {
        if (node.Text is not { } text) return Wrong(node, type == typeof(string) || type == typeof(Masked)
            ? "must be a text" : property.Expected(type));
        if (string.IsNullOrWhiteSpace(text))
        {
            return isDocument || (type == typeof(string) && otherwise is null or "")
                ? null
                : Wrong(node, "is empty; leave it out for the default");
        }
        return SettingValue.Of(isDocument ? text.Trim() : text, type, isDocument)
            ?? Wrong(node, property.Expected(type) + Told(property, text));
    }

    private object? List(SettingProperty property, Type type, SettingsNode node)
    {
        if (!node.IsList)
        {
            if (node.Text is { } text && string.IsNullOrWhiteSpace(text)) return null;
            return Wrong(node, isDocument ? "must be a JSON array" : $"must be a list: {node.PathOf("0")} and so on");
        }
        var entries = new ArrayList();
        foreach (var member in node.Members)
        {
            if (Entry(property, type, member) is { } entry) entries.Add(entry);
        }
        return entries.ToArray(type);
    }

    private object? Entry(SettingProperty property, Type type, SettingsNode node)
    {
        if (node.Text is { } whole && type.IsAssignableTo(typeof(IShortEntry)))
        {
            var entry = (IShortEntry)Activator.CreateInstance(type, nonPublic: true)!;
            return entry.ReadText(whole, node.Name) is { } wrong ? Wrong(node, wrong) : entry;
        }
        if (SettingProperty.IsClass(type))
            return node.IsObject ? Read(type, node) : Wrong(node, "must be a JSON object");
        if (node.Text is not { } text) return Wrong(node, "must be a text");
        if (isDocument) text = text.Trim();
        if (isDocument && text.Length == 0) return null;
        foreach (var rule in property.Rules.OfType<TextRuleAttribute>())
        {
            if (rule.MistakeIn(text) is { } mistake) return Wrong(node, mistake + Told(property, text));
        }
        return text;
    }

    /// <summary>One text for every name (name empty), or texts by name.</summary>
    private Dictionary<string, string>? TextsByName(SettingsNode node)
    {
        var texts = new Dictionary<string, string>(StringComparer.OrdinalIgnoreCase);
        if (node.IsList) Wrong(node, "must be a text, or texts by culture");
        if (!string.IsNullOrWhiteSpace(node.Text)) texts.Add("", node.Text);
        foreach (var member in node.IsList ? [] : node.Members)
        {
            if (member.Text is null) Wrong(member, "must be a text");
            else if (!string.IsNullOrWhiteSpace(member.Text)) texts.TryAdd(member.Name, member.Text);
        }
        return texts;
    }

    private void Check(object owner, SettingProperty property, string path)
    {
        var value = property.Get(owner);
        var context = new ValidationContext(owner) { MemberName = property.Name, DisplayName = property.Name };
        foreach (var rule in property.Rules)
        {
            // Entries were looked at one by one.
            if (rule is TextRuleAttribute && property.Entry is not null) continue;
            var shown = value as Masked is { } masked ? masked.Reveal() : value;
            if (rule.GetValidationResult(shown, context) is not { } wrong) continue;
            Add(path, Phrase(rule, wrong, property) + (value is null or "" or ICollection
                ? "" : Told(property, $"{value}")));
            return;
        }
    }

    private static string Phrase(ValidationAttribute rule, ValidationResult wrong, SettingProperty property)
    {
        if (rule is TextRuleAttribute || rule.ErrorMessage is not null) return wrong.ErrorMessage!;
        return rule is RequiredAttribute ? "is required" : property.Expected(property.Type);
    }

    private string Told(SettingProperty property, string text)
        => isDocument || property.IsSecret || string.IsNullOrWhiteSpace(text) || HasUser(text) ? "" : $", not '{text}'";

    // As URLs hold one, mostly with a password; also where something else was to stand.
    private static bool HasUser(string text) => text.Contains('@', StringComparison.Ordinal);

    private string NameOf(Type type, string member)
        => isDocument && Array.Find(SettingProperty.Of(type), one => one.Name == member) is { } property
            ? property.DocumentName
            : member;

    private object? Wrong(SettingsNode node, string phrase)
    {
        Add(node.Path, phrase);
        return null;
    }

    private void Add(string path, string phrase) => mistakes.Add(new(path, phrase));
}

/// <summary>One thing that is wrong.</summary>
/// <param name="Key">The whole key.</param>
/// <param name="Phrase">What is wrong with it.</param>
public sealed record SettingsMistake(string Key, string Phrase)
{
    /// <summary>Both as a line.</summary>
    public override string ToString() => $"{Key} {Phrase}.";
}
