using Microsoft.Extensions.Logging;

namespace QliroAdapter.Partners.Tests;

/// <summary>Records the log: level, number and text.</summary>
internal sealed class SaidLogger<T> : ILogger<T>
{
    private readonly Lock gate = new();
    private readonly List<(LogLevel Level, int Id, string Text)> said = [];

    /// <summary>Entries of level Warning and above, and the one that ends a warning.</summary>
    public IReadOnlyList<(LogLevel Level, int Id)> Entries
    {
        get { lock (gate) return [.. said.Select(one => (one.Level, one.Id))]; }
    }

    public string Text
    {
        get { lock (gate) return string.Join('\n', said.Select(one => one.Text)); }
    }

    public IDisposable? BeginScope<TState>(TState state) where TState : notnull => null;

    public bool IsEnabled(LogLevel logLevel) => true;

    public void Log<TState>(
        LogLevel logLevel, EventId eventId, TState state, Exception? exception,
        Func<TState, Exception?, string> formatter)
    {
        lock (gate) said.Add((logLevel, eventId.Id, formatter(state, exception)));
    }
}
