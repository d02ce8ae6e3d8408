namespace QliroAdapter.Checkout;

/// <summary>
/// The payment's own read found that the session of Qliro's page is over. A repeat for the same session does nothing.
/// Refusals: order-not-found, order-error; the snippet is shown as it is then.
/// </summary>
public sealed record RenewSession
{
    /// <summary>
    /// Which session was found to be over: when the payment last started one; absent: with its creation.
    /// </summary>
    public DateTimeOffset? SessionFrom { get; init; }
}
