using Microsoft.AspNetCore.Mvc;

namespace QliroAdapter.Ops;

/// <summary>An operator's search on the overview.</summary>
/// <param name="Text">An order id, payment id, Qliro order id or key.</param>
/// <param name="State">A payment state.</param>
/// <param name="Parked"><c>on</c>: only payments that wait for an operator.</param>
/// <param name="Outbox"><c>on</c>: only payments with outbox entries.</param>
internal sealed record OverviewQuery(
    [FromQuery(Name = "text")] string? Text,
    [FromQuery(Name = "state")] string? State,
    [FromQuery(Name = "parked")] string? Parked,
    [FromQuery(Name = "outbox")] string? Outbox)
{
    /// <summary>As many rows as a person can look through.</summary>
    public const int RowsMax = 100;

    public bool ParkedOnly => Parked is "on";

    public bool OutboxOnly => Outbox is "on";

    public bool IsFiltered => Cleaned(Text) is not null || Cleaned(State) is not null || ParkedOnly || OutboxOnly;

    public PaymentSearch Search() => new()
    {
        Text = Cleaned(Text),
        State = Cleaned(State),
        ParkedOnly = ParkedOnly,
        OutboxOnly = OutboxOnly,
        RowsMax = RowsMax,
    };

    private static string? Cleaned(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
