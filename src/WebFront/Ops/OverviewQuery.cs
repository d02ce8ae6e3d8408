using Microsoft.AspNetCore.Mvc;

namespace QliroAdapter.Ops;

/// <summary>An operator's search on the overview.</summary>
public sealed record OverviewQuery
{
    /// <summary>An order id, payment id, Qliro order id or key.</summary>
    [FromQuery(Name = "text")]
    public string? Text { get; init; }

    /// <summary>A payment state.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary><c>on</c>: only payments that wait for an operator.</summary>
    [FromQuery(Name = "parked")]
    public string? Parked { get; init; }

    /// <summary><c>on</c>: only payments with outbox entries.</summary>
    [FromQuery(Name = "outbox")]
    public string? Outbox { get; init; }

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
