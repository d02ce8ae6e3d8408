using Microsoft.AspNetCore.Builder;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront.Tests.Telemetry;

/// <summary>Lines as the process writes them, made by its own formatter.</summary>
public sealed class When_a_logged_value_is_long
{
    private static readonly string longText = new('x', 8000);

    [Fact]
    public void Should_be_cut_wherever_it_stands()
    {
        var scopes = new LoggerExternalScopeProvider();
        using var request = scopes.Push(Values(("RequestPath", "/" + longText), ("OrderId", "o1")));
        using var text = scopes.Push(longText);

        var line = Line(scopes, Values(("Reason", longText), ("Calls", 3)));

        line.Length.ShouldBeLessThan(4000);
        line.ShouldContain("\"OrderId\":\"o1\"");
        line.ShouldContain("\"Calls\":3");
        line.ShouldContain("\"EventId\":7");
        line.ShouldContain("xxx\\u2026");
    }

    [Fact]
    public void Should_stay_whole_when_it_is_not_long()
    {
        var scopes = new LoggerExternalScopeProvider();
        using var ids = scopes.Push(Values(("OrderId", new string('o', 200))));

        var line = Line(scopes, Values(("Reason", new string('r', 1000))));

        line.ShouldContain($"\"OrderId\":\"{new string('o', 200)}\"");
        line.ShouldContain($"\"Reason\":\"{new string('r', 1000)}\"");
    }

    private static List<KeyValuePair<string, object?>> Values(params (string Name, object? Value)[] values)
        => [.. values.Select(value => new KeyValuePair<string, object?>(value.Name, value.Value))];

    private static string Line(IExternalScopeProvider scopes, List<KeyValuePair<string, object?>> state)
    {
        using var written = new StringWriter();
        LogLines.Formatter().Write(
            new LogEntry<List<KeyValuePair<string, object?>>>(
                LogLevel.Information, "Test", 7, state, null, (values, _) => string.Join(' ', values)),
            scopes, written);
        return written.ToString();
    }
}

/// <summary>The formatter that the process is set up with.</summary>
internal static class LogLines
{
    public static ConsoleFormatter Formatter()
    {
        var builder = WebApplication.CreateBuilder();
        builder.AddJsonLogs();
        var services = builder.Services.BuildServiceProvider();
        var name = services.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        return services.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == name);
    }
}
