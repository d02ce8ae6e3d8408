using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace QliroAdapter.Silo.Tests.Local;

/// <summary>Log lines with the values of the scopes around them.</summary>
internal sealed class Lines : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<Line> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyCollection<Line> All => lines;

    public ILogger CreateLogger(string categoryName) => new Logger(this);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private void Add(LogLevel level, int id, string text)
    {
        var around = new Dictionary<string, string>(StringComparer.Ordinal);
        scopes.ForEachScope((scope, found) =>
        {
            if (scope is not IEnumerable<KeyValuePair<string, object?>> members) return;
            foreach (var (key, value) in members) found[key] = $"{value}";
        }, around);
        lines.Enqueue(new(level, id, text, around));
    }

    private sealed class Logger(Lines to) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state) where TState : notnull => to.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter) => to.Add(logLevel, eventId.Id, formatter(state, exception));
    }
}

/// <summary>One line of the log.</summary>
/// <param name="Level">The severity.</param>
/// <param name="Id">The event's number.</param>
/// <param name="Text">The formatted text.</param>
/// <param name="Scopes">Values of the scopes, by name.</param>
internal sealed record Line(LogLevel Level, int Id, string Text, IReadOnlyDictionary<string, string> Scopes);
