namespace QliroAdapter.Store;

/// <summary>
/// The lease of due work. A process that gets due work from <see cref="IPaymentStore.Due"/> holds its lease, and for
/// this time the store gives it to no other process.
/// </summary>
public static class DueLease
{
    /// <summary>
    /// 10 seconds: longer than most turns take, so that work is not sent twice, and short, because the work of a killed
    /// process waits as long before another process gets it.
    /// </summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);
}
