using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>
/// What Qliro's 2xx to a call that moves money is worth. Its outcome is a transaction, or it is unknown: a gateway, or
/// Qliro itself, that answers 200 with nothing in it has said neither yes nor no.
/// </summary>
public static class MoneyAnswers
{
    private const string NoTransaction = "Qliro answered yes and named no transaction: its admin order must tell.";

    /// <summary>The answer as it is when it failed or names a transaction; else an unknown outcome.</summary>
    public static Answer<StartedTransactions> OrUnknown(this Answer<StartedTransactions> answer)
        => answer is { IsAccepted: true, Value.Transactions.Count: 0 } ? Unknown(answer) : answer;

    /// <summary>The same for a charge, which makes an order of its own: that must be named too.</summary>
    public static Answer<StartedTransactions> OrUnknownCharge(this Answer<StartedTransactions> answer)
        => answer is { IsAccepted: true, Value.OrderId: null } ? Unknown(answer) : answer.OrUnknown();

    private static Answer<StartedTransactions> Unknown(Answer<StartedTransactions> answer) => new()
    {
        Failure = new(PartnerFailureKind.Unknown, answer.Call.Status, null, NoTransaction),
        Call = answer.Call with { Problem = "unknown: no transaction" },
    };
}
