namespace QliroAdapter.Payments;

/// <summary>A turn's bounds; how long one may wait for partners in all, by what it answers.</summary>
public static class TurnLimits
{
    /// <summary>
    /// How often a turn is started in all, because it starts again when it loses its commit to another activation.
    /// </summary>
    public const int TurnsMax = 4;

    /// <summary>
    /// From this version on, a payment's rows about calls, and those of turns that decided nothing, are counted and not
    /// added. A purchase with many changes of its cart, parts and refunds has a tenth of it.
    /// </summary>
    public const int HistoryMax = 500;

    /// <summary>
    /// From this version on, every row is counted. What money did is also in the document and in Qliro's admin order.
    /// </summary>
    public const int DecisionsMax = 5000;

    /// <summary>About ten calls of 5 s (Norce) and 10 s (Qliro) each; the shopper's page waits for it.</summary>
    public static readonly TimeSpan Creation = TimeSpan.FromSeconds(40);

    /// <summary>Storefront, pushes and order management.</summary>
    public static readonly TimeSpan Call = TimeSpan.FromSeconds(30);

    /// <summary>Qliro takes silence for an approval after 5 s; the web front answers at 4.3 s.</summary>
    public static readonly TimeSpan Validation = TimeSpan.FromSeconds(4);

    /// <summary>Norce holds the order meanwhile; it gives up after 10 s.</summary>
    public static readonly TimeSpan Hook = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long a hook waits for its turn. Norce gives up after 10 s, and the turn itself may take 4 s.
    /// </summary>
    public static readonly TimeSpan HookQueue = TimeSpan.FromSeconds(4);

    /// <summary>
    /// How long a push waits for deliveries to Norce before it is answered; due work delivers the rest.
    /// </summary>
    public static readonly TimeSpan PushDelivery = TimeSpan.FromSeconds(1.5);
}
