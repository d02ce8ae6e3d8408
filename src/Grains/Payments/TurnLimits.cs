namespace QliroAdapter.Payments;

/// <summary>A turn's bounds; how long one may wait for partners in all, by what it answers.</summary>
public static class TurnLimits
{
    /// <summary>A turn that lost its commit to another activation starts again, this many times in all.</summary>
    public const int TurnsMax = 4;

    /// <summary>About ten calls of 5 s (Norce) and 10 s (Qliro) each; the shopper's page waits.</summary>
    public static readonly TimeSpan Creation = TimeSpan.FromSeconds(40);

    /// <summary>Storefront, pushes and order management.</summary>
    public static readonly TimeSpan Call = TimeSpan.FromSeconds(30);

    /// <summary>Qliro takes silence for approval after 5 s; the web front answers at 4.3 s.</summary>
    public static readonly TimeSpan Validation = TimeSpan.FromSeconds(4);

    /// <summary>Norce holds the order meanwhile; it gives up after 10 s.</summary>
    public static readonly TimeSpan Hook = TimeSpan.FromSeconds(4);

    /// <summary>What a hook waits for its turn. Norce gives up after 10 s, the turn itself may take 4.</summary>
    public static readonly TimeSpan HookQueue = TimeSpan.FromSeconds(4);

    /// <summary>What a push waits for Norce before it is answered; the rest is delivered by due work.</summary>
    public static readonly TimeSpan PushDelivery = TimeSpan.FromSeconds(1.5);
}
