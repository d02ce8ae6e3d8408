namespace QliroAdapter.Checkout;

/// <summary>
/// Sent by the payment's own read when it found that the session of Qliro's page has expired. A repeat for the same
/// session does nothing. Refusals: order-not-found, order-error; the read then shows the snippet it has.
/// </summary>
public sealed record RenewSession
{
    /// <summary>
    /// The session that has expired, named by the time at which it was started. Absent for the session that came with
    /// the payment's creation.
    /// </summary>
    public DateTimeOffset? SessionFrom { get; init; }
}
