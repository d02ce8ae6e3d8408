using System.Collections.Concurrent;
using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests;

/// <summary>Ended sessions in memory.</summary>
internal sealed class FakeSessions : IOperatorSessions
{
    public ConcurrentDictionary<string, DateTimeOffset> Ended { get; } = new(StringComparer.Ordinal);

    /// <summary>Thrown when sessions are asked for.</summary>
    public Exception? Failure { get; set; }

    public Task<OperatorSession> GetSession(GetOperatorSession message) => Failure is { } failure
        ? Task.FromException<OperatorSession>(failure)
        : Task.FromResult(new OperatorSession { IsEnded = Ended.ContainsKey(message.Id) });

    public Task<OperatorSession> EndSession(EndOperatorSession message)
    {
        Ended[message.Id] = message.Until;
        return Task.FromResult(new OperatorSession { IsEnded = true });
    }
}
