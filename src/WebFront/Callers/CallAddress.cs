using System.Collections;

namespace QliroAdapter.WebFront;

/// <summary>
/// The merchant, channel, order and payment that a call names, before anything is verified. It is also the logging
/// scope of the call: enumerating it gives the ids.
/// </summary>
internal sealed record CallAddress : IEnumerable<KeyValuePair<string, object?>>
{
    // The server unescapes a path except for this, so that a slash within a part does not split it.
    private const string Slash = "%2F";

    private CallAddress(string merchant, string channel, string orderId, string paymentId)
        => (Merchant, Channel, OrderId, PaymentId) = (merchant, channel, orderId, paymentId);

    /// <summary>The merchant as the call names it.</summary>
    public string Merchant { get; }

    private string Channel { get; }

    private string OrderId { get; }

    private string PaymentId { get; }

    /// <summary>What the call left out, as one problem per parameter; null when nothing is missing.</summary>
    public IDictionary<string, string[]>? Missing { get; private init; }

    /// <summary>Names and ids that cannot be any, as one problem per parameter; null when there are none.</summary>
    public IDictionary<string, string[]>? Malformed { get; private init; }

    /// <summary>The payment; only on routes that name one.</summary>
    public PaymentKey Payment => PaymentKey.Of(Merchant, Channel, OrderId, PaymentId);

    /// <summary>The payment, or the order on routes that name none; as a text.</summary>
    public string Subject => PaymentId.Length > 0
        ? Payment.ToString()
        : OrderKey.Of(Merchant, Channel, OrderId).ToString();

    private bool Fits => KeyText.Fits(Merchant, Channel, OrderId, PaymentId);

    public static CallAddress Read(HttpRequest request, AddressIn where)
    {
        var (kind, merchant, channel) = where == AddressIn.Headers
            ? ("header", "x-merchant", "x-channel")
            : ("query parameter", "merchant", "channel");
        var missing = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var malformed = new Dictionary<string, string[]>(StringComparer.Ordinal);
        var address = new CallAddress(Value(merchant), Value(channel), Route("order_id"), Route("payment_id"));
        if (malformed.Count == 0 && !address.Fits)
            malformed["order_id"] = ["The ids, with letters other than A-Z a-z 0-9 escaped, are too long together."];
        return address with
        {
            Missing = missing.Count > 0 ? missing : null,
            Malformed = malformed.Count > 0 ? malformed : null,
        };

        string Value(string name)
        {
            var value = (where == AddressIn.Headers ? request.Headers[name] : request.Query[name]).ToString();
            if (string.IsNullOrWhiteSpace(value))
                missing[name] = [$"The {kind} '{name}' is required."];
            else if (!CallNames.IsName(value))
                malformed[name] =
                    [$"The {kind} '{name}' must be 1 to {CallNames.NameMax} of A-Z a-z 0-9 - _ . and not only dots."];
            return value;
        }

        string Route(string name)
        {
            var value = (request.RouteValues[name] as string ?? "")
                .Replace(Slash, "/", StringComparison.OrdinalIgnoreCase);
            if (value.Length > 0) request.RouteValues[name] = value;
            if (value.Length > CallNames.IdMax || CallNames.IsStep(value))
                malformed[name] = [$"The id '{name}' must be 1 to {CallNames.IdMax} characters, and not only dots."];
            return value;
        }
    }

    public IEnumerator<KeyValuePair<string, object?>> GetEnumerator()
    {
        yield return new("Merchant", Merchant);
        yield return new("Channel", Channel);
        yield return new("OrderId", OrderId);
        if (PaymentId.Length > 0) yield return new("PaymentId", PaymentId);
    }

    IEnumerator IEnumerable.GetEnumerator() => GetEnumerator();

    /// <summary>How a plain-text log shows the scope.</summary>
    public override string ToString() => $"{Merchant}/{Channel}/{OrderId}/{PaymentId}";
}
