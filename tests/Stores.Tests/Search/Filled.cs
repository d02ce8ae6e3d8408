using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.Stores.Tests.Search;

/// <summary>
/// Statements that fill a store with many payments: 20 merchants, 70 % captured, one of 500 with an outbox entry, one of
/// 2,000 parked and needing a person, one of 10,000 held; one of 1,000 with events
/// that wait, one of 5,000 with one that was given up; one changed every 30 seconds.
/// </summary>
internal static class Filled
{
    private const string Columns =
        "insert into payments (key, merchant, channel, order_id, payment_id, qliro_order_id, state, version, due_at, "
        + "parked_reason, owed_calls, updated_at, amount, currency, merchant_reference, attention, attention_reason, "
        + "attention_at, at_risk, outbox_since, held_reason, method, events_since, events_given_up, document";

    // About as long as a document of a captured payment.
    private const int DocumentLength = 1000;

    private static readonly DateTimeOffset first = new(2024, 1, 1, 0, 0, 0, TimeSpan.Zero);

    /// <summary>When the payment of this number was changed.</summary>
    public static DateTimeOffset ChangedAt(int number) => first.AddSeconds(30d * number);

    /// <summary>A payment of which more is kept than of others.</summary>
    public const string BusyKey = "shop17/se/order-0000777/p0000777";

    /// <summary>A commit of that payment that adds so many rows.</summary>
    public static PaymentCommit Busy(int rows, DateTimeOffset at) => A.Payment("p0000777", 3) with
    {
        Key = BusyKey,
        Merchant = "shop17",
        Channel = "se",
        OrderId = "order-0000777",
        At = at,
        Timeline =
        [
            .. Enumerable.Range(1, rows).Select(row => new TimelineEntry
            {
                At = at, Kind = "call", Summary = $"Norce PUT payment {row}: 200 in 12 ms",
            }),
        ],
    };

    /// <summary>Calls, and a version after every third.</summary>
    public static CallBody Body(int number, string? key, DateTimeOffset at) => new()
    {
        Key = key ?? KeyOf(1 + (number / 20)), At = at,
        Partner = number % 3 == 0 ? KeptVersion.Partner : "Norce", Status = 200,
        Operation = number % 3 == 0 ? new KeptVersion(number, number, number, at).Name : "PUT payment",
        Request = new('x', DocumentLength), Answer = new('y', DocumentLength),
    };

    private static string KeyOf(int number) => $"shop{number % 20}/se/order-{number:0000000}/p{number:0000000}";

    public static string Sqlite(int count)
    {
        var rows = $"from (with recursive n(i) as (select 1 union all select i + 1 from n where i < {count}) select i from n)";
        return Statements("printf('%07d', i)", $"{first.ToUnixTimeMilliseconds()} + i * 30000", "", "", rows);
    }

    public static string Postgres(int count) => Statements(
        "lpad(i::text, 7, '0')", $"timestamptz '{first:u}' + i * interval '30 seconds'", ", last_event", ", 0",
        $"from generate_series(1, {count}) as i") + " analyze payments; analyze payment_ids;";

    /// <param name="i">The number as seven digits.</param>
    /// <param name="time">Its time, as the store has it.</param>
    /// <param name="more">Columns that only this store has, with a comma before.</param>
    /// <param name="values">Their values.</param>
    /// <param name="rows">From where the numbers come.</param>
    private static string Statements(string i, string time, string more, string values, string rows) =>
        $"""
        {Columns}{more})
        select 'shop' || (i % 20) || '/se/order-' || {i} || '/p' || {i},
            case when i % 50000 = 3 then 'rare' else 'shop' || (i % 20) end,
            case when i % 5 = 0 then 'no' else 'se' end, 'order-' || {i}, 'p' || {i}, cast(4000000 + i as text),
            case when i % 100 < 70 then 'captured' when i % 100 < 90 then 'intent' when i % 100 < 99 then 'reserved'
                else 'removed' end, 3, null,
            case when i % 2000 = 1 then 'SyncNorce: rejected 422 no.' end,
            case when i % 500 = 1 then 1 else 0 end, {time}, (i % 1000) * 100, 'SEK', 'ref-' || {i},
            case when i % 2000 = 1 then 'parked' end, case when i % 2000 = 1 then 'It could not.' end,
            case when i % 2000 = 1 then {time} end, case when i % 2000 = 1 then (i % 1000) * 100 end,
            case when i % 500 = 1 then {time} end, case when i % 10000 = 1 then 'held by anna' end,
            case when i % 3 = 0 then 'CARD' else 'INVOICE' end, case when i % 1000 = 7 then {time} end,
            case when i % 5000 = 9 then 1 end, '{new string('x', DocumentLength)}'{values}
        {rows};
        insert into payment_ids (id, key)
        select cast(9000000 + i as text), 'shop' || (i % 20) || '/se/order-' || {i} || '/p' || {i}
        {rows};
        """;
}
