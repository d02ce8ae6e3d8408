using System.Text;
using Microsoft.Extensions.DependencyInjection;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Logging.Console;
using Microsoft.Extensions.Options;

namespace QliroAdapter.Adapter.Tests.Telemetry;

/// <summary>Everything that an adapter logs, formatted as its process writes it to the console.</summary>
internal sealed class LoggedLines : ILoggerProvider, ISupportExternalScope
{
    private readonly StringBuilder written = new();
    private readonly ConsoleFormatter formatter;
    private IExternalScopeProvider scopes = new LoggerExternalScopeProvider();

    private LoggedLines(ConsoleFormatter formatter) => this.formatter = formatter;

    /// <summary>The number of bytes so far.</summary>
    public int Bytes => Encoding.UTF8.GetByteCount(Text);

    public string Text
    {
        get { lock (written) return written.ToString(); }
    }

    /// <summary>Listens to an adapter that was built, with the formatter that its console uses.</summary>
    public static LoggedLines Of(IServiceProvider adapter)
    {
        var name = adapter.GetRequiredService<IOptions<ConsoleLoggerOptions>>().Value.FormatterName;
        var lines = new LoggedLines(
            adapter.GetServices<ConsoleFormatter>().Single(formatter => formatter.Name == name));
        adapter.GetRequiredService<ILoggerFactory>().AddProvider(lines);
        return lines;
    }

    public ILogger CreateLogger(string categoryName) => new Logger(this, categoryName);

    public void SetScopeProvider(IExternalScopeProvider scopeProvider) => scopes = scopeProvider;

    public void Dispose()
    {
    }

    private sealed class Logger(LoggedLines lines, string category) : ILogger
    {
        public IDisposable? BeginScope<TState>(TState state)
            where TState : notnull => lines.scopes.Push(state);

        public bool IsEnabled(LogLevel logLevel) => true;

        public void Log<TState>(
            LogLevel logLevel, EventId eventId, TState state, Exception? exception,
            Func<TState, Exception?, string> formatter)
        {
            using var line = new StringWriter();
            lines.formatter.Write(
                new LogEntry<TState>(logLevel, category, eventId, state, exception, formatter), lines.scopes, line);
            lock (lines.written) lines.written.Append(line.GetStringBuilder());
        }
    }
}
