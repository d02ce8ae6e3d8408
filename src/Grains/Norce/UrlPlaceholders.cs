namespace QliroAdapter.Norce;

/// <summary>The placeholders of configured URLs.</summary>
public static class UrlPlaceholders
{
    private static readonly string[] filled = ["{orderId}", "{merchant}", "{channel}"];

    /// <summary>Those without which a confirmation page cannot find its order.</summary>
    public static IReadOnlyList<string> NeededToConfirm { get; } = ["{orderId}", "{channel}"];

    /// <summary>The first thing in braces that <see cref="Fill"/> leaves as it is; null when there is none.</summary>
    public static string? Unfilled(string template)
    {
        foreach (var name in filled) template = template.Replace(name, "", StringComparison.OrdinalIgnoreCase);
        var from = template.AsSpan().IndexOfAny('{', '}');
        if (from < 0) return null;
        var to = template.IndexOf('}', from);
        return to < 0 ? template[from..] : template[from..(to + 1)];
    }

    /// <summary>
    /// Fills <c>{orderId}</c>, <c>{merchant}</c> and <c>{channel}</c>, each URI-escaped, wherever they occur. Anything
    /// else in braces is left as it is.
    /// </summary>
    public static string Fill(string template, OrderKey order) => template
        .Replace("{orderId}", Uri.EscapeDataString(order.OrderId), StringComparison.OrdinalIgnoreCase)
        .Replace("{merchant}", Uri.EscapeDataString(order.Merchant), StringComparison.OrdinalIgnoreCase)
        .Replace("{channel}", Uri.EscapeDataString(order.Channel), StringComparison.OrdinalIgnoreCase);
}
