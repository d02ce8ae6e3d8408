namespace QliroAdapter.NorceCallbacks;

/// <summary>Marks a route that Norce holds an order for; what cannot be looked at in time is answered 409.</summary>
internal sealed class HookRoute
{
    public static readonly HookRoute Mark = new();
}
