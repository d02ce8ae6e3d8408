using QliroAdapter.Ops;

namespace QliroAdapter.Store;

/// <summary>A counted repeat that goes on being signed; pure.</summary>
internal static class RepeatSignature
{
    /// <summary>
    /// What is to be stored and signed; null when what is stored is not signed, or not as it was signed, so that no
    /// signature covers it up.
    /// </summary>
    public static TimelineEntry? Next(PaymentRepeat again, SignedRepeat? stored, TimelineKeys keys)
    {
        var row = TimelineHash.AsStored(new() { At = again.At, Kind = "callback", Summary = again.What });
        if (stored is null) return row with { LastAt = row.At };
        if (stored.Signature is null || keys.WhyNotRepeat(again.Key, stored.Row, stored.Signature) is not null)
            return null;
        return stored.Row with
        {
            Times = stored.Row.Times + 1,
            LastAt = row.At > stored.Row.LastAt ? row.At : stored.Row.LastAt,
        };
    }
}
