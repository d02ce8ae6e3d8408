using QliroAdapter.Ops;

namespace QliroAdapter.Stores.Tests.Search;

/// <summary>What operators search for, by name: each kind of condition alone, and combinations that are rare.</summary>
internal static class Searches
{
    public static IReadOnlyList<(string Name, PaymentSearch Search)> Of(DateTimeOffset newest) =>
    [
        ("the latest", new()),
        ("an order", new() { Text = "order-0000777" }),
        ("the beginning of an id", new() { Text = "order-00007" }),
        ("a Qliro order", new() { Text = "4000777" }),
        ("a transaction", new() { Text = "9000777" }),
        ("a key, exactly", new() { Text = "shop17/se/order-0000777/p0000777", IsExact = true }),
        ("nothing", new() { Text = "no-such-id" }),
        ("a state", new() { State = "reserved", RowsMax = 100 }),
        ("a merchant", new() { Merchant = "shop7", RowsMax = 100 }),
        ("a channel and a state", new() { Channel = "no", State = "captured", RowsMax = 100 }),
        ("a method that nobody used", new() { Method = "NONE", RowsMax = 100 }),
        ("a rare merchant in a common state", new() { Merchant = "rare", State = "captured", RowsMax = 100 }),
        ("an amount", new() { AmountMin = 999m, AmountMax = 1000m, RowsMax = 100 }),
        ("the highest amounts", new() { ByAmount = true, RowsMax = 100 }),
        ("the highest amounts of a merchant", new() { ByAmount = true, Merchant = "shop7", RowsMax = 100 }),
        ("a day", new() { From = newest.AddDays(-30), Until = newest.AddDays(-29), RowsMax = 100 }),
        ("the oldest", new() { OldestFirst = true, RowsMax = 100 }),
        ("parked", new() { ParkedOnly = true, RowsMax = 100 }),
        ("parked of a merchant", new() { ParkedOnly = true, Merchant = "shop7", RowsMax = 100 }),
        ("held", new() { HeldOnly = true, RowsMax = 100 }),
        ("events that wait", new() { EventsWaitingOnly = true, RowsMax = 100 }),
        ("events that were given up", new() { EventsGivenUpOnly = true, RowsMax = 100 }),
        ("with outbox entries", new() { OutboxOnly = true, RowsMax = 100 }),
        ("what needs a person", new() { NeedsPersonAt = newest, RowsMax = 100 }),
        ("a page far behind", new() { After = new(newest.AddDays(-200), "x"), RowsMax = 100 }),
    ];
}
