using Orleans.Placement;
using Orleans.Storage;

namespace QliroAdapter.Ops;

/// <summary>
/// Keeps which sessions were ended until their cookies have expired. Orleans has read what is stored before the first
/// message. Two activations may write at the same time: the one that loses reads what the other stored and adds to it.
/// </summary>
[Immovable]
public sealed class OperatorSessionsGrain(
    IGrainContext context,
    [PersistentState(EndedSessions.Name, EndedSessions.Storage)] IPersistentState<EndedSessions> stored,
    TimeProvider clock)
    : Grain(context), IOperatorSessionsGrain
{
    private const int WritesMax = 3;

    public Task<OperatorSession> GetSession(GetOperatorSession message)
        => Task.FromResult(new OperatorSession { IsEnded = stored.State.Ends.ContainsKey(message.Id) });

    public async Task<OperatorSession> EndSession(EndOperatorSession message)
    {
        for (var number = 1; !stored.State.Ends.ContainsKey(message.Id); number++)
        {
            var before = stored.State;
            try
            {
                stored.State = before.With(message, clock.GetUtcNow());
                await stored.WriteStateAsync();
            }
            catch (InconsistentStateException) when (number < WritesMax)
            {
                await stored.ReadStateAsync();
            }
            catch
            {
                // Not stored is not ended: the next attempt writes again.
                stored.State = before;
                throw;
            }
        }
        return new() { IsEnded = true };
    }
}

/// <summary>What the grain stores. JSON; members may be added, none renamed. Immutable.</summary>
public sealed record EndedSessions
{
    /// <summary>The name under which it is stored.</summary>
    public const string Name = "operators";

    /// <summary>The storage provider's name.</summary>
    public const string Storage = "settings";

    /// <summary>
    /// More than operators log out within a session's length. Beyond it, those are forgotten that expire first.
    /// </summary>
    public const int Max = 1000;

    /// <summary>When the cookie of each ended session expires, by the session's id.</summary>
    public IReadOnlyDictionary<string, DateTimeOffset> Ends { get; init; } = new Dictionary<string, DateTimeOffset>();

    /// <summary>The same with one more session, without those whose cookies have expired.</summary>
    public EndedSessions With(EndOperatorSession session, DateTimeOffset now) => this with
    {
        Ends = Ends.Where(end => end.Value > now).OrderByDescending(end => end.Value).Take(Max - 1)
            .Append(KeyValuePair.Create(session.Id, session.Until)).ToDictionary(StringComparer.Ordinal),
    };
}
