namespace QliroAdapter.Norce;

/// <summary>The part of Norce that a refused call was about; it decides the published error code.</summary>
public enum NorceResource
{
    /// <summary>The order itself: read, state, addresses, hooks, validation.</summary>
    Order,

    /// <summary>A payment of the order, its actions and transactions.</summary>
    Payment,

    /// <summary>A shipping of the order.</summary>
    Shipping,

    /// <summary>A configuration document.</summary>
    Configuration,
}
