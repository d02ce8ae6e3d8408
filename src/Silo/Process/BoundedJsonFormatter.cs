using System.Collections;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;

namespace QliroAdapter.Silo;

/// <summary>
/// The framework's JSON lines with an upper limit on each value, because paths, ids and names come from callers and
/// the framework itself logs a request's whole path twice with each line. What is cut ends in <c>…</c>. Thread-safe.
/// </summary>
internal sealed class BoundedJsonFormatter(IServiceProvider services) : ConsoleFormatter(FormatterName)
{
    public const string FormatterName = "bounded-json";

    /// <summary>The longest value of a line's own: as long as the longest reason of a partner that is kept.</summary>
    public const int ValueMax = 1000;

    /// <summary>The longest value of a scope: as long as the longest id.</summary>
    public const int ScopeValueMax = 200;

    // Not taken in the constructor, because the list of formatters has this one in it.
    private ConsoleFormatter? json;

    public override void Write<TState>(
        in LogEntry<TState> logEntry, IExternalScopeProvider? scopeProvider, TextWriter textWriter)
    {
        json ??= services.GetServices<ConsoleFormatter>().Single(one => one.Name == ConsoleFormatterNames.Json);
        var values = BoundedValues.Of(
            logEntry.State, logEntry.Formatter(logEntry.State, logEntry.Exception), ValueMax);
        json.Write(
            new LogEntry<BoundedValues>(
                logEntry.LogLevel, logEntry.Category, logEntry.EventId, values, logEntry.Exception,
                static (bounded, _) => bounded.ToString()),
            scopeProvider is null ? null : new BoundedScopes(scopeProvider), textWriter);
    }

    private sealed class BoundedScopes(IExternalScopeProvider scopes) : IExternalScopeProvider
    {
        public void ForEachScope<TState>(Action<object?, TState> callback, TState state) => scopes.ForEachScope(
            static (scope, to) => to.Callback(
                scope is null ? null : BoundedValues.Of(scope, scope.ToString(), ScopeValueMax), to.State),
            (Callback: callback, State: state));

        public IDisposable Push(object? state) => scopes.Push(state);
    }
}

/// <summary>The values of a line or scope, each at most so many characters long, and the whole as text.</summary>
internal sealed class BoundedValues : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly List<KeyValuePair<string, object?>> values = [];
    private readonly string text;

    private BoundedValues(string text) => this.text = text;

    public int Count => values.Count;

    public KeyValuePair<string, object?> this[int index] => values[index];

    public static BoundedValues Of(object? source, string? text, int lengthMax)
    {
        var bounded = new BoundedValues(Cut(text ?? "", lengthMax));
        if (source is not IEnumerable<KeyValuePair<string, object?>> pairs) return bounded;
        foreach (var (name, value) in pairs) bounded.values.Add(new(name, Bounded(value, lengthMax)));
        return bounded;
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => values.GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    public override string ToString() => text;

    // Numbers, times and identifiers are short by nature.
    private static object? Bounded(object? value, int lengthMax) => value switch
    {
        null or bool or IFormattable => value,
        _ => Cut(value.ToString() ?? "", lengthMax),
    };

    private static string Cut(string text, int lengthMax)
        => text.Length <= lengthMax ? text : WellFormedText.Cut(text, lengthMax - 1) + "…";
}
