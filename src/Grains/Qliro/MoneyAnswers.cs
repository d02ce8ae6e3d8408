using QliroAdapter.Partners;

namespace QliroAdapter.Qliro;

/// <summary>
/// What a 2xx answer of Qliro's to a call that moves money proves. A transaction in the answer is the outcome. Without
/// one the outcome is unknown: an empty 200, from a gateway or from Qliro itself, says neither that the call succeeded
/// nor that it failed.
/// </summary>
public static class MoneyAnswers
{
    private const string NoTransaction = "Qliro answered yes and named no transaction: its admin order must tell.";

    /// <summary>The answer itself when it is a failure or names a transaction; otherwise an unknown outcome.</summary>
    public static Answer<StartedTransactions> OrUnknown(this Answer<StartedTransactions> answer)
        => answer is { IsAccepted: true, Value.Transactions.Count: 0 } ? Unknown(answer) : answer;

    /// <summary>The same for a charge, whose answer must also name the order that it created.</summary>
    public static Answer<StartedTransactions> OrUnknownCharge(this Answer<StartedTransactions> answer)
        => answer is { IsAccepted: true, Value.OrderId: null } ? Unknown(answer) : answer.OrUnknown();

    private static Answer<StartedTransactions> Unknown(Answer<StartedTransactions> answer) => new()
    {
        Failure = new(PartnerFailureKind.Unknown, answer.Call.Status, null, NoTransaction),
        Call = answer.Call with { Problem = "unknown: no transaction" },
    };
}
