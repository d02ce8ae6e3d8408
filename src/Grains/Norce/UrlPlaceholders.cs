namespace QliroAdapter.Norce;

/// <summary>The placeholders of configured URLs.</summary>
public static class UrlPlaceholders
{
    /// <summary>
    /// Fills <c>{orderId}</c>, <c>{merchant}</c> and <c>{channel}</c>, each URI-escaped, wherever they occur. Anything
    /// else in braces is left as it is.
    /// </summary>
    public static string Fill(string template, OrderKey order) => template
        .Replace("{orderId}", Uri.EscapeDataString(order.OrderId), StringComparison.OrdinalIgnoreCase)
        .Replace("{merchant}", Uri.EscapeDataString(order.Merchant), StringComparison.OrdinalIgnoreCase)
        .Replace("{channel}", Uri.EscapeDataString(order.Channel), StringComparison.OrdinalIgnoreCase);
}
