namespace QliroAdapter.Silo;

/// <summary>
/// Names by which the grain storage is asked for. State names are unique: rows are told apart by them.
/// </summary>
internal static class ClusterStorage
{
    /// <summary>The one storage provider.</summary>
    public const string Name = "payments";

    /// <summary>What npgsql's provider factory is called among the providers of .NET.</summary>
    public const string Invariant = "Npgsql";

    public const string PaymentState = "payment";

    public const string OrderState = "order";
}
