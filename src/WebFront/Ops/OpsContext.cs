using System.Globalization;

namespace QliroAdapter.Ops;

/// <summary>What every part of a page knows: where the pages are, and what time it is. Immutable.</summary>
/// <param name="Root">The path of the overview, with the path that the process is mounted at.</param>
/// <param name="Now">The time of the request.</param>
/// <param name="Operator">Who looks; absent on the login form.</param>
/// <param name="Path">The page's own path below the overview's; empty for the overview and lists.</param>
public sealed record OpsContext(string Root, DateTimeOffset Now, Operator? Operator, string Path = "")
{
    /// <summary>True when who looks may act, too.</summary>
    public bool MayAct => Operator is { MayAct: true };

    /// <summary>The address of one payment.</summary>
    public string Payment(string key) => $"{Root}/payment?key={Uri.EscapeDataString(key)}";

    /// <summary>The address of one payment as it was after a row of its timeline.</summary>
    public string PaymentAt(string key, long row)
        => string.Create(CultureInfo.InvariantCulture, $"{Payment(key)}&upto={row}");

    /// <summary>The address where an action on one payment is described, or done.</summary>
    public string Repair(string what, string key) => $"{Root}/payment/{what}?key={Uri.EscapeDataString(key)}";

    /// <summary>The address of one channel.</summary>
    public string Channel(ChannelKey channel)
        => $"{Root}/channel?merchant={Uri.EscapeDataString(channel.Merchant)}"
            + $"&channel={Uri.EscapeDataString(channel.Channel)}";

    /// <summary>The address of a list with one condition.</summary>
    public string Search(string name, string value) => $"{Root}?{name}={Uri.EscapeDataString(value)}";
}
