using System.Collections.Concurrent;
using System.ComponentModel.DataAnnotations;
using System.Globalization;
using System.Reflection;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Settings;

/// <summary>One property of a class that is read: its key, its kind, and what its value may be. Immutable.</summary>
internal sealed class SettingProperty
{
    private static readonly ConcurrentDictionary<Type, SettingProperty[]> known = new();

    private readonly PropertyInfo property;

    private SettingProperty(PropertyInfo property)
    {
        this.property = property;
        Rules = [.. property.GetCustomAttributes<ValidationAttribute>()];
        DocumentName = property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name
            ?? JsonNamingPolicy.CamelCase.ConvertName(property.Name);
        Type = Nullable.GetUnderlyingType(property.PropertyType) ?? property.PropertyType;
        Entry = Type.IsGenericType && Type.GetGenericTypeDefinition() == typeof(IReadOnlyList<>)
            ? Type.GenericTypeArguments[0]
            : null;
        IsSecret = Type == typeof(Masked) || Array.Exists(Rules, rule => rule is TextRuleAttribute { IsSecret: true });
    }

    /// <summary>The key in the settings.</summary>
    public string Name => property.Name;

    /// <summary>The key in a JSON document.</summary>
    public string DocumentName { get; }

    /// <summary>Without the question mark.</summary>
    public Type Type { get; }

    /// <summary>Of what it is a list; absent when it is none.</summary>
    public Type? Entry { get; }

    /// <summary>What its value may be.</summary>
    public ValidationAttribute[] Rules { get; }

    /// <summary>True when no message may show its value.</summary>
    public bool IsSecret { get; }

    /// <summary>Every property that can be set, in the order of the class.</summary>
    public static SettingProperty[] Of(Type type) => known.GetOrAdd(type, static one =>
    [
        .. one.GetProperties(BindingFlags.Public | BindingFlags.Instance)
            .Where(property => property.SetMethod is not null).Select(property => new SettingProperty(property)),
    ]);

    /// <summary>True for what a single text is read into.</summary>
    public static bool IsText(Type type)
        => type.IsEnum || type == typeof(Masked) || Type.GetTypeCode(type) is TypeCode.String or TypeCode.Boolean
            or TypeCode.Int32 or TypeCode.Double or TypeCode.Decimal;

    /// <summary>True for what is read by the names of its own properties.</summary>
    public static bool IsClass(Type type)
        => type is { IsClass: true, IsGenericType: false } && !IsText(type);

    public object? Get(object owner) => property.GetValue(owner);

    public void Set(object owner, object? value) => property.SetValue(owner, value);

    /// <summary>What a value should have been, to stand behind the key.</summary>
    public string Expected(Type type)
    {
        if (Rules.FirstOrDefault(rule => rule is not RequiredAttribute && rule.ErrorMessage is not null) is { } rule)
            return rule.FormatErrorMessage(Name);
        if (type == typeof(bool)) return "must be true or false";
        if (type.IsEnum) return $"must be one of {string.Join(", ", Enum.GetNames(type))}";
        var range = Range is { } ends ? $" from {ends}" : "";
        if (type == typeof(int)) return $"must be a whole number{range}";
        if (type == typeof(double) || type == typeof(decimal)) return $"must be a number{range}";
        return Rules.OfType<MaxLengthAttribute>().FirstOrDefault() is { } longest
            ? $"must have at most {longest.Length} letters"
            : "must be a text";
    }

    /// <summary>From the least to the greatest, such as <c>1 to 60</c>; absent without a range.</summary>
    public string? Range => Rules.OfType<RangeAttribute>().FirstOrDefault() is { } range
        ? string.Create(CultureInfo.InvariantCulture, $"{range.Minimum} to {range.Maximum}")
        : null;
}
