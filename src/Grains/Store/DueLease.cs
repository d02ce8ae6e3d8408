namespace QliroAdapter.Store;

/// <summary>
/// The lease of due work: what <see cref="IPaymentStore.Due"/> gives to one process, it keeps from the others for a
/// while.
/// </summary>
public static class DueLease
{
    /// <summary>
    /// 10 seconds: longer than most turns take, so that work is not sent twice; and short, because what a killed
    /// process had taken on waits as long before another finds it.
    /// </summary>
    public static readonly TimeSpan Length = TimeSpan.FromSeconds(10);
}
