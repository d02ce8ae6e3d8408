namespace QliroAdapter.Client;

/// <summary>The headers of the adapter's API.</summary>
public static class AdapterHeaders
{
    /// <summary>The shop, as Norce names it.</summary>
    public const string Merchant = "x-merchant";

    /// <summary>The shop's purchase flow, as Norce names it.</summary>
    public const string Channel = "x-channel";

    /// <summary>Names one capture, cancel or refund, so that it can be repeated without happening twice.</summary>
    public const string IdempotencyKey = "Idempotency-Key";

    /// <summary>On every answer: the id under which the adapter's logs and traces hold the call.</summary>
    public const string TraceId = "x-trace-id";
}
