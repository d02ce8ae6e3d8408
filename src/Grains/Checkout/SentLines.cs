using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>The lines that Qliro was sent.</summary>
/// <param name="Total">The amount that the payment covers.</param>
/// <param name="Hash">Hash of the lines; null when nothing was sent because vouchers cover everything.</param>
/// <param name="Rows">The Norce row of each line, by the line's reference.</param>
public sealed record SentLines(Money Total, string? Hash, IReadOnlyDictionary<string, OrderRow> Rows)
{
    /// <summary>The lines of an order. The payment covers more than their sum where Qliro adds the shipping.</summary>
    public static SentLines Of(OrderLines lines) => new(lines.Amount, lines.Hash, lines.Rows);

    /// <summary>The payment that covers and holds them.</summary>
    public PaymentDocument Over(PaymentDocument payment)
        => payment with { Amount = Total, LinesHash = Hash, Rows = Rows };
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
public sealed record LinesUnknown : PaymentEvent
{
    public override string Describe() => "It is not known which lines Qliro holds.";

    public override PaymentDocument Apply(PaymentDocument payment) => payment with { LinesHash = null };
}
