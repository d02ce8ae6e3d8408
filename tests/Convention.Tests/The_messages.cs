using System.Reflection;
using System.Text;
using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Convention.Tests;

/// <summary>
/// Messages, the stored payment and a channel's stored document are JSON that different versions exchange. Their shape
/// is pinned in shapes/, so that a change of the wire or of stored data shows up in a review. Members may be added;
/// none may be renamed, retyped or reused.
/// </summary>
public sealed class The_messages
{
    private static readonly Type[] stored =
        [typeof(Payments.PaymentDocument), typeof(Norce.ChannelState), typeof(Ops.EndedSessions), typeof(Ops.KeptRun)];

    [Fact]
    public void Should_be_sealed()
        => Messages().Where(type => !type.IsSealed).Select(type => type.Name).ShouldBeEmpty();

    [Fact]
    public void Should_not_be_settable_after_they_are_made()
        => Messages().SelectMany(type => type.GetProperties()).Where(property => property.SetMethod is { } setter
                && !setter.ReturnParameter.GetRequiredCustomModifiers().Any(one => one.Name == "IsExternalInit"))
            .Select(property => $"{property.DeclaringType!.Name}.{property.Name}").ShouldBeEmpty();

    [Fact]
    public void Should_have_the_shape_that_is_pinned() => ShouldBePinned("messages.txt", Messages());

    [Fact]
    public void Should_be_stored_in_the_shape_that_is_pinned() => ShouldBePinned("stored.txt", Reachable(stored));

    /// <summary>Texts of earlier versions stand in stored documents for ever, so none may be changed or taken.</summary>
    [Fact]
    public void Should_write_enums_in_the_words_that_are_pinned()
        => ShouldBePinned("words.txt", Words(Enums(Reachable(stored).Concat(Messages()))));

    [Fact]
    public void Should_read_the_words_that_it_writes()
        => Enums(Reachable(stored).Concat(Messages())).SelectMany(type => Enum.GetValues(type).Cast<object>())
            .Where(value => !value.Equals(JsonSerializer.Deserialize(
                JsonSerializer.Serialize(value, Json), value.GetType(), Json))).ShouldBeEmpty();

    private static void ShouldBePinned(string file, IEnumerable<Type> types) => ShouldBePinned(file, Shape(types));

    private static void ShouldBePinned(string file, string shape)
    {
        var path = Path.Combine(Repository.Root, "tests/Convention.Tests/shapes", file);
        if (Environment.GetEnvironmentVariable("PIN_SHAPES") == "1") File.WriteAllText(path, shape);
        ByType(shape).ShouldBe(ByType(File.ReadAllText(path)),
            $"The shape changed. If only members were added, run the tests once with PIN_SHAPES=1 and commit {file}.");
    }

    /// <summary>A type with its members is one; which folder it stands in is no part of the shape.</summary>
    private static string ByType(string shape)
        => string.Join('\n', shape.TrimEnd().Split("\n", StringSplitOptions.None)
            .Aggregate(new List<string>(), (types, line) =>
            {
                if (line.StartsWith(' ')) types[^1] += $"\n{line}";
                else types.Add(line);
                return types;
            }).Order(StringComparer.Ordinal));

    /// <summary>Every type that a grain's method takes or returns, and the types of their members.</summary>
    private static List<Type> Messages()
        => Reachable(new[]
        {
            typeof(IPaymentGrain), typeof(IOrderGrain), typeof(IChannelGrain), typeof(Ops.IOperatorSessionsGrain),
            typeof(Ops.IClusterGrain),
        }
        .SelectMany(grain => grain.GetMethods())
        .SelectMany(
            method => method.GetParameters().Select(parameter => parameter.ParameterType).Append(method.ReturnType)));

    private static JsonSerializerOptions Json => Composition.Features.Json.Options;

    /// <summary>The enums among the members of these types.</summary>
    private static IEnumerable<Type> Enums(IEnumerable<Type> types) => types.Distinct()
        .SelectMany(type => type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
        .Select(property => property.PropertyType).SelectMany(type => type.GenericTypeArguments.Append(type))
        .Where(type => type.IsEnum && type.Namespace!.StartsWith("QliroAdapter", StringComparison.Ordinal))
        .Distinct().OrderBy(type => type.Name, StringComparer.Ordinal);

    private static string Words(IEnumerable<Type> enums)
    {
        var text = new StringBuilder();
        foreach (var type in enums)
        {
            text.Append(type.Name).Append('\n');
            foreach (var value in Enum.GetValues(type))
                text.Append("  ").Append(value).Append(": ").Append(JsonSerializer.Serialize(value, Json)).Append('\n');
        }
        return text.ToString();
    }

    private static List<Type> Reachable(IEnumerable<Type> roots)
    {
        var found = new HashSet<Type>();
        var waiting = new Queue<Type>(roots);
        while (waiting.TryDequeue(out var type))
        {
            foreach (var argument in type.GenericTypeArguments) waiting.Enqueue(argument);
            if (type.IsArray) waiting.Enqueue(type.GetElementType()!);
            if (type.IsEnum || type.Namespace?.StartsWith("QliroAdapter", StringComparison.Ordinal) != true
                || type.IsGenericType) continue;
            if (!found.Add(type)) continue;
            foreach (var property in type.GetProperties(BindingFlags.Public | BindingFlags.Instance))
                waiting.Enqueue(property.PropertyType);
            foreach (var section in Sections(type)) waiting.Enqueue(section.Type);
        }
        return [.. found.OrderBy(type => type.FullName, StringComparer.Ordinal)];
    }

    private static string Shape(IEnumerable<Type> types)
    {
        var text = new StringBuilder();
        foreach (var type in types)
        {
            text.Append(type.Name).Append('\n');
            var members = type.GetProperties(BindingFlags.Public | BindingFlags.Instance)
                .Where(property => property.SetMethod is not null || type.IsValueType)
                .Select(property => (Name: StoredName(property), Type: property.PropertyType))
                .Concat(Sections(type).Select(section => (Name: Capital(section.Name), section.Type)));
            foreach (var member in members.OrderBy(member => member.Name, StringComparer.Ordinal))
                text.Append("  ").Append(member.Name).Append(": ").Append(Name(member.Type)).Append('\n');
        }
        return text.ToString();
    }

    /// <summary>The member's name in JSON, where it differs from the property's.</summary>
    private static string StoredName(PropertyInfo property)
        => property.GetCustomAttribute<JsonPropertyNameAttribute>()?.Name is { } name
            ? Capital(name)
            : property.Name;

    private static string Capital(string name) => char.ToUpperInvariant(name[0]) + name[1..];

    /// <summary>Members of the stored payment that features own.</summary>
    private static IReadOnlyList<Payments.PaymentSection> Sections(Type type)
        => type == typeof(Payments.PaymentDocument) ? Composition.Features.All.Sections : [];

    private static string Name(Type type) => type.IsGenericType
        ? $"{type.Name.Split('`')[0]}<{string.Join(", ", type.GenericTypeArguments.Select(Name))}>"
        : type.Name;
}
