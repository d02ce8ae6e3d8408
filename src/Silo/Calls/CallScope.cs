using System.Collections;

namespace QliroAdapter.Silo;

/// <summary>The ids of a payment, order or channel as a log scope.</summary>
internal sealed class CallScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] ids;
    private readonly string key;

    private CallScope(string key, KeyValuePair<string, object?>[] ids) => (this.key, this.ids) = (key, ids);

    public int Count => ids.Length;

    public KeyValuePair<string, object?> this[int index] => ids[index];

    /// <summary>Makes the scope from a grain's key, whatever the grain stands for.</summary>
    public static CallScope Of(string key)
    {
        if (PaymentKey.TryParse(key) is { } payment)
        {
            return new(key,
            [
                new("merchant", payment.Merchant), new("channel", payment.Channel), new("orderId", payment.OrderId),
                new("paymentId", payment.PaymentId),
            ]);
        }

        var parts = key.Split('/').Select(Uri.UnescapeDataString).ToArray();
        return new(key, parts switch
        {
            [var merchant, var channel] => [new("merchant", merchant), new("channel", channel)],
            [var merchant, var channel, var order] =>
                [new("merchant", merchant), new("channel", channel), new("orderId", order)],
            _ => [],
        });
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ids.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ids.GetEnumerator();

    public override string ToString() => key;
}
