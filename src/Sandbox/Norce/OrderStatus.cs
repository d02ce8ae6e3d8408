namespace QliroAdapter.Sandbox.Norce;

/// <summary>The statuses of an order and the moves between them that Norce lets through.</summary>
internal static class OrderStatus
{
    public const string Checkout = "checkout";
    public const string Processing = "processing";

    private static readonly string[] All = [Checkout, Processing, "accepted", "completed", "declined", "removed"];

    /// <summary>The published spelling, or null for no status at all.</summary>
    public static string? Normal(string? status) =>
        Array.Find(All, one => one.Equals(status, StringComparison.OrdinalIgnoreCase));

    /// <summary>Whether an order may move. Staying where it is is no move.</summary>
    public static bool MayMove(string from, string to) => from switch
    {
        Checkout => to != Checkout,
        Processing => to != Processing,
        "accepted" => to is "completed" or "declined",
        "declined" => to is "removed",
        _ => false,
    };
}
