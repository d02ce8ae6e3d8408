using System.Reflection;
using System.Text.Json;

namespace QliroAdapter.WebFront.Tests.Answers;

/// <summary>
/// An answer's JSON settings that can still be changed are completed by the first answer that uses them; when many
/// are the first, all but one fail.
/// </summary>
public sealed class When_the_first_answers_leave_at_once
{
    [Fact]
    public void Should_have_settings_that_nobody_needs_to_complete()
    {
        var settings = typeof(AdapterApp).Assembly.GetTypes()
            .SelectMany(type => type.GetFields(BindingFlags.Static | BindingFlags.Public | BindingFlags.NonPublic))
            .Where(field => field.FieldType == typeof(JsonSerializerOptions) && !field.DeclaringType!.IsGenericType)
            .ToList();
        settings.Count.ShouldBeGreaterThan(2);
        settings.Where(field => !((JsonSerializerOptions)field.GetValue(null)!).IsReadOnly)
            .Select(field => $"{field.DeclaringType}.{field.Name}").ShouldBeEmpty();
    }
}
