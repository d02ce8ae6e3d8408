using System.Collections;

namespace QliroAdapter.Silo;

/// <summary>
/// The ids of a payment, order or channel as a log scope. Read from the grain's key when a line is written: most turns
/// write none.
/// </summary>
/// <param name="key">A grain's key, whatever the grain stands for.</param>
internal sealed class CallScope(string key) : IReadOnlyList<KeyValuePair<string, object?>>
{
    private KeyValuePair<string, object?>[]? ids;

    private KeyValuePair<string, object?>[] Ids => ids ??= Read(key);

    public int Count => Ids.Length;

    public KeyValuePair<string, object?> this[int index] => Ids[index];

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => Ids.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => Ids.GetEnumerator();

    public override string ToString() => key;

    private static KeyValuePair<string, object?>[] Read(string key)
    {
        if (PaymentKey.TryParse(key) is { } payment)
        {
            return
            [
                new("merchant", payment.Merchant), new("channel", payment.Channel), new("orderId", payment.OrderId),
                new("paymentId", payment.PaymentId),
            ];
        }

        return key.Split('/').Select(Uri.UnescapeDataString).ToArray() switch
        {
            [var merchant, var channel] => [new("merchant", merchant), new("channel", channel)],
            [var merchant, var channel, var order] =>
                [new("merchant", merchant), new("channel", channel), new("orderId", order)],
            _ => [],
        };
    }
}
