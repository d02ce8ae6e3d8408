using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.Stores.Tests;

/// <summary>Commits for tests: ordinary values, unless the test names others.</summary>
internal static class A
{
    public static readonly DateTimeOffset Noon = new(2026, 3, 14, 12, 0, 0, TimeSpan.Zero);

    public static PaymentCommit Payment(string paymentId, long expected = 0, string orderId = "order-1") => new()
    {
        Key = PaymentKey.Of("shop", "se", orderId, paymentId).ToString(),
        Merchant = "shop",
        Channel = "se",
        OrderId = orderId,
        PaymentId = paymentId,
        State = "intent",
        ExpectedVersion = expected,
        OutboxEntries = 0,
        Document = $$"""{"payment":"{{paymentId}}","after":{{expected}}}""",
        Timeline = [Entry($"version {expected + 1}")],
        At = Noon.AddSeconds(expected),
    };

    public static PaymentCommit Creation(string orderId) => Payment("unused", 0, orderId) with
    {
        Key = OrderKey.Of("shop", "se", orderId).ToString(),
        PaymentId = "",
        State = "creating",
    };

    public static TimelineEntry Entry(string summary) => new() { At = Noon, Kind = "decision", Summary = summary };
}
