using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>The lines that Qliro was sent.</summary>
/// <param name="Total">The amount that the payment covers.</param>
/// <param name="Hash">Hash of the lines; null when nothing was sent because vouchers cover everything.</param>
/// <param name="Rows">The Norce row of each line, by the line's reference.</param>
/// <param name="ToldHash">Hash of what a shipping provider was told with them; null when that is not known.</param>
public sealed record SentLines(
    Money Total, string? Hash, IReadOnlyDictionary<string, OrderRow> Rows, string? ToldHash = null)
{
    /// <summary>The lines of an order. The payment covers more than their sum where Qliro adds the shipping.</summary>
    public static SentLines Of(OrderLines lines) => new(lines.Amount, lines.Hash, lines.Rows, lines.ToldHash);

    /// <summary>The payment that covers and holds them.</summary>
    public PaymentDocument Over(PaymentDocument payment)
        => payment with
        {
            Amount = Total,
            LinesHash = Hash,
            ToldHash = Hash is null ? null : ToldHash,
            Rows = Rows,
        };

    /// <summary>True when Qliro, and the provider through it, was told just this, so that it needs no update.</summary>
    public static bool AreSame(PaymentDocument payment, OrderLines lines)
        => lines.Hash == payment.LinesHash && IsToldSame(payment, lines);

    /// <summary>True when the provider was told exactly this.</summary>
    public static bool IsToldSame(PaymentDocument payment, OrderLines lines)
        => lines.ToldHash == (payment.ToldHash ?? "");

    /// <summary>
    /// False when Qliro was sent other goods than these. What a provider is told of them does not count.
    /// </summary>
    public static bool MayHold(PaymentDocument payment, OrderLines lines)
        => payment.LinesHash is not { } hash || hash == lines.Hash
            || (payment.ToldHash is null && lines.ToldHash.Length > 0);
}

/// <summary>Qliro holds new lines, or the amount changed.</summary>
public sealed record LinesSent(SentLines Lines) : PaymentEvent
{
    public override string Describe() => $"Qliro's lines now sum to {Lines.Total}.";

    public override PaymentDocument Apply(PaymentDocument payment) => Lines.Over(payment);
}

/// <summary>
/// An update got no answer, or Qliro was found to have other lines: the next comparison sends them again.
/// </summary>
/// <param name="LateUntil">
/// Until when an update without an answer may still arrive at Qliro, also after a later one; null when none is on its
/// way.
/// </param>
/// <param name="UnderWayUntil">
/// Until when Qliro may be carrying out an update that was given up, so that what it answers now may not be what it
/// sells; null when none is.
/// </param>
public sealed record LinesUnknown(DateTimeOffset? LateUntil = null, DateTimeOffset? UnderWayUntil = null) : PaymentEvent
{
    /// <summary>
    /// How long Qliro is likely to work on a request that was given up: more than twice our time limit (unverified).
    /// </summary>
    public static readonly TimeSpan UnderWayMax = TimeSpan.FromSeconds(10);

    /// <summary>
    /// How long a request that was given up may still be carried out (unverified; Qliro's own limit is not published).
    /// </summary>
    public static readonly TimeSpan LateMax = TimeSpan.FromSeconds(30);

    public override string Describe() => "It is not known which lines Qliro holds.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with
    {
        LinesHash = null,
        ToldHash = null,
        LateUpdateUntil = LateUntil ?? payment.LateUpdateUntil,
        UpdateUnderWayUntil = UnderWayUntil ?? payment.UpdateUnderWayUntil,
    };
}
