namespace QliroAdapter.Partners;

/// <summary>What came of sending a call once.</summary>
/// <param name="Reply">What the partner answered; absent on failure.</param>
/// <param name="Failure">Why there is no reply.</param>
/// <param name="MayRepeat">A read may be sent again at once.</param>
/// <param name="Sign">What it says about the partner's host.</param>
internal sealed record Attempt(PartnerReply? Reply, PartnerFailure? Failure, bool MayRepeat, PartnerSign Sign);

/// <summary>What one call says about the host it went to.</summary>
internal enum PartnerSign
{
    /// <summary>It looked at the call and answered, be it with no or with a mistake of its own (500).</summary>
    Answers,

    /// <summary>No connection, no answer within the whole limit, 429, or a gateway's 502, 503, 504.</summary>
    Away,

    /// <summary>The caller withdrew before the limit: nobody knows.</summary>
    Unsaid,
}

internal static class PartnerSigns
{
    public static PartnerSign Of(int status)
        => status is 429 or 502 or 503 or 504 ? PartnerSign.Away : PartnerSign.Answers;
}
