using System.Collections;
using System.Reflection;
using System.Runtime.CompilerServices;
using System.Text.Json;

namespace QliroAdapter.Silo.Tests.Calls;

/// <summary>Creates a message with a value in every settable member, so that a lost member is noticed.</summary>
internal static class Sample
{
    // Deep enough for every message; a type that contains itself ends here.
    private const int Deepest = 6;

    public static object Of(Type type) => Of(type, 0)!;

    private static object? Of(Type type, int depth)
    {
        type = Nullable.GetUnderlyingType(type) ?? type;
        if (depth > Deepest && type != typeof(string)) return null;
        if (Simple(type) is { } simple) return simple;
        if (type.IsEnum) return Enum.GetValues(type).GetValue(Enum.GetValues(type).Length - 1);
        if (Collection(type, depth) is { } collection) return collection;
        return Record(type, depth);
    }

    private static object? Simple(Type type) => type switch
    {
        _ when type == typeof(string) => "text with ö and \"quotes\"",
        _ when type == typeof(int) => 42,
        _ when type == typeof(long) => 4711L,
        _ when type == typeof(bool) => true,
        _ when type == typeof(decimal) => 12.50m,
        _ when type == typeof(DateTimeOffset) => new DateTimeOffset(2026, 3, 14, 12, 0, 0, 1, TimeSpan.FromHours(1)),
        _ when type == typeof(Guid) => new Guid("0f8fad5b-d9cb-469f-a165-70867728950e"),
        _ when type == typeof(Masked) => Masked.Of("hidden"),
        _ when type == typeof(Money) => new Money(12.50m, "SEK"),
        _ when type == typeof(ChannelKey) => ChannelKey.Parse("acme/se"),
        _ when type == typeof(JsonElement) => JsonSerializer.SerializeToElement(new { a = 1 }),
        _ => null,
    };

    private static object? Collection(Type type, int depth)
    {
        if (!type.IsGenericType || !typeof(IEnumerable).IsAssignableFrom(type)) return null;
        var arguments = type.GetGenericArguments();
        if (arguments.Length == 2)
        {
            var map = (IDictionary)Activator.CreateInstance(typeof(Dictionary<,>).MakeGenericType(arguments))!;
            if (Of(arguments[1], depth + 1) is { } value) map.Add(Of(arguments[0], depth + 1)!, value);
            return map;
        }

        var list = (IList)Activator.CreateInstance(typeof(List<>).MakeGenericType(arguments))!;
        if (Of(arguments[0], depth + 1) is { } item) list.Add(item);
        return list;
    }

    private static object Record(Type type, int depth)
    {
        if (type.GetMethod("Parse", [typeof(string)]) is { IsStatic: true } parse) return parse.Invoke(null, ["4711"])!;
        var record = RuntimeHelpers.GetUninitializedObject(type);
        var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance);
        foreach (var member in members.Where(one => one.CanWrite))
            if (Of(member.PropertyType, depth + 1) is { } value) member.SetValue(record, value);
        return record;
    }
}
