using System.Globalization;
using Microsoft.AspNetCore.Mvc;

namespace QliroAdapter.Ops;

/// <summary>An operator's search. All of it stands in the address, so that a list can be kept and passed on.</summary>
public sealed record OverviewQuery
{
    /// <summary>An id, or its beginning.</summary>
    [FromQuery(Name = "text")]
    public string? Text { get; init; }

    /// <summary>A merchant.</summary>
    [FromQuery(Name = "merchant")]
    public string? Merchant { get; init; }

    /// <summary>A channel.</summary>
    [FromQuery(Name = "channel")]
    public string? Channel { get; init; }

    /// <summary>A payment state.</summary>
    [FromQuery(Name = "state")]
    public string? State { get; init; }

    /// <summary>The first day (UTC) on which the payment was changed last, as <c>2026-03-14</c>.</summary>
    [FromQuery(Name = "from")]
    public string? From { get; init; }

    /// <summary>The last such day.</summary>
    [FromQuery(Name = "until")]
    public string? Until { get; init; }

    /// <summary><c>on</c>: only payments that wait for an operator.</summary>
    [FromQuery(Name = "parked")]
    public string? Parked { get; init; }

    /// <summary><c>on</c>: only payments with outbox entries.</summary>
    [FromQuery(Name = "outbox")]
    public string? Outbox { get; init; }

    /// <summary><c>oldest</c>: the oldest change first; otherwise the newest.</summary>
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    /// <summary>The last row of the page before: its time and its key, with a bar between.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary><c>on</c>: the list of all payments.</summary>
    [FromQuery(Name = "list")]
    public string? List { get; init; }

    /// <summary>As many rows as a person can look through.</summary>
    public const int RowsMax = 100;

    private const string Day = "yyyy-MM-dd";

    public bool ParkedOnly => Parked is "on";

    public bool OutboxOnly => Outbox is "on";

    public bool OldestFirst => Sort is "oldest";

    public bool IsFiltered => List is "on" || ParkedOnly || OutboxOnly
        || Array.Exists([Text, Merchant, Channel, State, From, Until, Sort, After], one => Cleaned(one) is not null);

    public PaymentSearch Search() => new()
    {
        Text = Cleaned(Text),
        Merchant = Cleaned(Merchant),
        Channel = Cleaned(Channel),
        State = Cleaned(State),
        From = DayOf(From),
        Until = DayOf(Until)?.AddDays(1),
        ParkedOnly = ParkedOnly,
        OutboxOnly = OutboxOnly,
        OldestFirst = OldestFirst,
        After = Place(After),
        RowsMax = RowsMax,
    };

    /// <summary>The address of the rows behind this one, after the question mark.</summary>
    public string Behind(PaymentSummary last) => string.Join('&', new[]
        {
            ("text", Cleaned(Text)), ("merchant", Cleaned(Merchant)), ("channel", Cleaned(Channel)),
            ("state", Cleaned(State)), ("from", Cleaned(From)), ("until", Cleaned(Until)),
            ("parked", ParkedOnly ? "on" : null), ("outbox", OutboxOnly ? "on" : null),
            ("sort", OldestFirst ? "oldest" : null), ("after", $"{last.UpdatedAt.UtcDateTime:O}|{last.Key}"),
        }.Where(one => one.Item2 is not null).Select(one => $"{one.Item1}={Uri.EscapeDataString(one.Item2!)}"));

    private static PagePlace? Place(string? text)
        => text?.IndexOf('|', StringComparison.Ordinal) is { } bar and > 0
            && DateTimeOffset.TryParse(text.AsSpan(0, bar), CultureInfo.InvariantCulture,
                DateTimeStyles.AssumeUniversal, out var at)
            ? new(at, text[(bar + 1)..])
            : null;

    private static DateTimeOffset? DayOf(string? text)
        => DateTimeOffset.TryParseExact(Cleaned(text), Day, CultureInfo.InvariantCulture,
            DateTimeStyles.AssumeUniversal, out var day) && day.Year is > 1 and < 9999
            ? day
            : null;

    private static string? Cleaned(string? text) => string.IsNullOrWhiteSpace(text) ? null : text.Trim();
}
