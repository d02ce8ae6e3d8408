namespace QliroAdapter.Sandbox.Norce;

/// <summary>The statuses of an order, and the changes between them that Norce allows.</summary>
internal static class OrderStatus
{
    public const string Checkout = "checkout";
    public const string Processing = "processing";

    private static readonly string[] all = [Checkout, Processing, "accepted", "completed", "declined", "removed"];

    /// <summary>The published spelling; null when the word is not a status.</summary>
    public static string? Normal(string? status)
        => Array.Find(all, one => one.Equals(status, StringComparison.OrdinalIgnoreCase));

    /// <summary>True when the order may change to that status. Keeping its status is not a change.</summary>
    public static bool MayMove(string from, string to) => from switch
    {
        Checkout => to != Checkout,
        Processing => to != Processing,
        "accepted" => to is "completed" or "declined",
        "declined" => to is "removed",
        _ => false,
    };
}
