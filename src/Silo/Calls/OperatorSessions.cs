using QliroAdapter.Ops;

namespace QliroAdapter.Silo;

/// <summary>Asks the one grain that knows which operators' sessions were ended, on this or another node.</summary>
internal sealed class OperatorSessions(IGrainFactory factory) : IOperatorSessions
{
    private const string Key = "operators";

    private IOperatorSessionsGrain Grain => factory.GetGrain<IOperatorSessionsGrain>(Key);

    public Task<OperatorSession> GetSession(GetOperatorSession message) => Grain.GetSession(message);

    public Task<OperatorSession> EndSession(EndOperatorSession message) => Grain.EndSession(message);
}
