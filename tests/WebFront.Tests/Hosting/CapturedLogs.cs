using System.Collections.Concurrent;
using Microsoft.Extensions.Logging;

namespace QliroAdapter.WebFront.Tests;

/// <summary>Every log line of a front, scopes and exceptions included, as text.</summary>
internal sealed class CapturedLogs : ILoggerProvider, ISupportExternalScope
{
    private readonly ConcurrentQueue<(int Id, LogLevel Level, string Text)> lines = new();
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    public IReadOnlyList<(int Id, LogLevel Level, string Text)> Lines => [.. lines];

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(CapturedLogs logs, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => logs.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            var text = $"{category} {formatter(state, exception)} {exception}";
            logs.scopes.ForEachScope((scope, _) => text += " " + Shown(scope), state);
            logs.lines.Enqueue((eventId.Id, logLevel, text));
        }

        private static string Shown(object? scope) => scope is IEnumerable<KeyValuePair<string, object?>> pairs
            ? string.Join(' ', pairs.Select(pair => $"{pair.Key}={pair.Value}"))
            : scope?.ToString() ?? "";
    }
}
