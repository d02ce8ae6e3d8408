using System.Globalization;
using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Payments;

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

    /// <summary><c>on</c>: only payments that an operator holds.</summary>
    [FromQuery(Name = "held")]
    public string? Held { get; init; }

    /// <summary>Qliro's code of a payment method.</summary>
    [FromQuery(Name = "method")]
    public string? Method { get; init; }

    /// <summary>The lowest amount, as <c>250</c> or <c>250.50</c>.</summary>
    [FromQuery(Name = "atleast")]
    public string? AmountFrom { get; init; }

    /// <summary>The highest amount.</summary>
    [FromQuery(Name = "atmost")]
    public string? AmountUntil { get; init; }

    /// <summary>
    /// <c>oldest</c>: the oldest change first; <c>amount</c>: the highest amount first; otherwise the newest.
    /// </summary>
    [FromQuery(Name = "sort")]
    public string? Sort { get; init; }

    /// <summary>The last row of the page before: its time and its key, with a bar between.</summary>
    [FromQuery(Name = "after")]
    public string? After { get; init; }

    /// <summary><c>on</c>: the list of all payments.</summary>
    [FromQuery(Name = "list")]
    public string? List { get; init; }

    /// <summary>
    /// <c>on</c>, as the forms send it: a search that finds one payment leads to it. Not part of a saved view.
    /// </summary>
    [FromQuery(Name = "go")]
    public string? Go { get; init; }

    /// <summary>As many rows as a person can look through.</summary>
    public const int RowsMax = 100;

    /// <summary>What <see cref="Text"/> is compared with.</summary>
    public const string Ids = "order, payment, Qliro order, merchant reference, transaction, idempotency key or key";

    /// <summary>The states that can be searched for.</summary>
    public static IReadOnlyList<string> States { get; } =
        [.. Enum.GetValues<PaymentState>().Select(state => state.Name()), "unreadable"];

    private const decimal AmountLimit = 1_000_000_000_000m;

    private const string Day = "yyyy-MM-dd";

    public bool ParkedOnly => Parked is "on";

    public bool OutboxOnly => Outbox is "on";

    public bool HeldOnly => Held is "on";

    public bool OldestFirst => Sort is "oldest";

    public bool ByAmount => Sort is "amount";

    public bool IsFiltered => List is "on" || ParkedOnly || OutboxOnly || HeldOnly
        || Array.Exists(
            [Text, Merchant, Channel, State, From, Until, Sort, After, Method, AmountFrom, AmountUntil],
            one => Cleaned(one) is not null);

    /// <summary>What to search for. An e-mail address is searched for by its hash, when hashes are kept.</summary>
    public PaymentSearch Search(AdapterOptions options) => new()
    {
        Text = Cleaned(Text) is { } text && text.Contains('@', StringComparison.Ordinal)
            ? MailHash.Of(text, options.EmailHashKey) ?? text : Cleaned(Text),
        Merchant = Cleaned(Merchant),
        Channel = Cleaned(Channel),
        State = Cleaned(State),
        From = DayOf(From),
        Until = DayOf(Until)?.AddDays(1),
        ParkedOnly = ParkedOnly,
        OutboxOnly = OutboxOnly,
        HeldOnly = HeldOnly,
        Method = Cleaned(Method),
        AmountMin = AmountOf(AmountFrom),
        AmountMax = AmountOf(AmountUntil),
        ByAmount = ByAmount,
        OldestFirst = OldestFirst,
        After = Place(After),
        RowsMax = RowsMax,
    };

    /// <summary>What to say of a state that there is not; null for the others.</summary>
    public string? NoSuchState => Cleaned(State) is { } state
        && state != CreationStates.Ended && !States.Contains(state, StringComparer.Ordinal)
        ? $"There is no state '{state}'. A payment is {string.Join(", ", States)}."
        : null;

    /// <summary>Why this search, which has found nothing, could not; null where it could.</summary>
    public string? WhyNothing(AdapterOptions options)
        => NoSuchState ?? (Cleaned(Text) is not { } text ? null
            : text.Contains('@', StringComparison.Ordinal) && options.EmailHashKey is null
                ? "An e-mail address finds nothing here: Adapter:EmailHashKey is not set, so that none is kept."
                : $"Searched for as {Ids}, or its beginning. The request ids of operations are not searched.");

    /// <summary>The address of the rows behind this one, after the question mark.</summary>
    public string Behind(PaymentSummary last) => Behind(new PagePlace(last.UpdatedAt, last.Key));

    /// <summary>The address of the rows behind this place.</summary>
    public string Behind(PagePlace last)
        => $"{Address}&after=" + Uri.EscapeDataString($"{last.UpdatedAt.UtcDateTime:O}|{last.Key}");

    /// <summary>The address of this search's first page: the saved view.</summary>
    public string Address => string.Join('&', new[]
        {
            ("text", Cleaned(Text)), ("merchant", Cleaned(Merchant)), ("channel", Cleaned(Channel)),
            ("state", Cleaned(State)), ("from", Cleaned(From)), ("until", Cleaned(Until)), ("method", Cleaned(Method)),
            ("atleast", Cleaned(AmountFrom)), ("atmost", Cleaned(AmountUntil)), ("parked", ParkedOnly ? "on" : null),
            ("outbox", OutboxOnly ? "on" : null), ("held", HeldOnly ? "on" : null),
            ("sort", OldestFirst ? "oldest" : ByAmount ? "amount" : null), ("list", List is "on" ? "on" : null),
        }.Where(one => one.Item2 is not null).Select(one => $"{one.Item1}={Uri.EscapeDataString(one.Item2!)}"));

    /// <summary>The payment that this search leads to; null where it shows a list.</summary>
    public PaymentSummary? Only(IReadOnlyList<PaymentSummary> found)
        => Go is "on" && Cleaned(Text) is not null
            && found.Where(payment => payment.PaymentId.Length > 0).Take(2).ToList() is [var only] ? only : null;

    private static decimal? AmountOf(string? text)
        => decimal.TryParse(Cleaned(text)?.Replace(',', '.'), NumberStyles.AllowDecimalPoint,
            CultureInfo.InvariantCulture, out var amount) && amount < AmountLimit
            ? amount
            : null;

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
