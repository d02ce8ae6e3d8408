using System.Collections;

namespace QliroAdapter.Silo;

/// <summary>The ids of a payment or order, as a log scope.</summary>
internal sealed class CallScope : IReadOnlyList<KeyValuePair<string, object?>>
{
    private readonly KeyValuePair<string, object?>[] ids;
    private readonly string key;

    private CallScope(string key, KeyValuePair<string, object?>[] ids) => (this.key, this.ids) = (key, ids);

    public int Count => ids.Length;

    public KeyValuePair<string, object?> this[int index] => ids[index];

    /// <summary>From the grain's key, whatever it names.</summary>
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
        return new(key, parts.Length < 3
            ? []
            : [new("merchant", parts[0]), new("channel", parts[1]), new("orderId", parts[2])]);
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator() => ids.AsEnumerable().GetEnumerator();

    IEnumerator IEnumerable.GetEnumerator() => ids.GetEnumerator();

    public override string ToString() => key;
}
