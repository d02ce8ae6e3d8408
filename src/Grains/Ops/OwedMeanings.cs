using QliroAdapter.OwedCalls;

namespace QliroAdapter.Ops;

/// <summary>What each owed call does, said to an operator.</summary>
internal static class OwedMeanings
{
    public static string Of(OwedCallKind kind) => kind switch
    {
        OwedCallKind.ClearCreation => "take the payment whose creation failed off the Norce order",
        OwedCallKind.RemoveAtNorce => "take the removed payment and its hooks off the Norce order",
        OwedCallKind.ChargeRecurring => "find out whether Qliro has the charge, and send it again under its id if not",
        OwedCallKind.AdvanceOperation => "send the operation's next part to Qliro, or find out what became of it",
        OwedCallKind.LookAtQliro => "read Qliro and take over what it says",
        OwedCallKind.CloseUpsell => "end the time to add goods and let the order complete",
        OwedCallKind.CheckReplaced => "find out whether a replaced Qliro order was bought all the same",
        OwedCallKind.ResyncLines => "make Qliro's lines and the payment's amount equal to Norce's cart",
        OwedCallKind.ReopenOrder => "put the Norce order back to checkout after a purchase that came to nothing",
        OwedCallKind.RegisterHooks => "register our hooks on the Norce order again",
        OwedCallKind.SettleNorce => "bring addresses, payment, actions and order state at Norce to what is true here",
        OwedCallKind.WriteRecurring => "put what later charges need on the Norce payment",
        OwedCallKind.LookAtNorce => "see that a write which Norce did not answer has not arrived over a later one",
        OwedCallKind.TellShipping => "bring the shipping at Norce to what its provider told",
        OwedCallKind.RecordTransaction => "add an entry to the payment's transactions at Norce",
        OwedCallKind.CompareSides => "compare Norce, the adapter and Qliro; repair what is safe, park the rest",
        _ => "unknown to this version",
    };
}
