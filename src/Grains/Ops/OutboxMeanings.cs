using QliroAdapter.Outbox;

namespace QliroAdapter.Ops;

/// <summary>What each outbox entry does, said to an operator.</summary>
internal static class OutboxMeanings
{
    public static string Of(OutboxKind kind) => kind switch
    {
        OutboxKind.ClearCreation => "take the payment whose creation failed off the Norce order",
        OutboxKind.RemoveAtNorce => "take the removed payment and its hooks off the Norce order",
        OutboxKind.ChargeRecurring => "find out whether Qliro has the charge, and send it again under its id if not",
        OutboxKind.AdvanceOperation => "send the operation's next part to Qliro, or find out what became of it",
        OutboxKind.ReconcileWithQliro => "read Qliro and take over what it says",
        OutboxKind.CloseUpsell => "end the time to add goods and let the order complete",
        OutboxKind.CheckReplaced => "find out whether a replaced Qliro order was bought all the same",
        OutboxKind.ResyncLines => "make Qliro's lines and the payment's amount equal to Norce's cart",
        OutboxKind.ReopenOrder => "put the Norce order back to checkout after a purchase that came to nothing",
        OutboxKind.RegisterHooks => "register our hooks on the Norce order again",
        OutboxKind.SyncNorce => "bring addresses, payment, actions and order state at Norce to what is true here",
        OutboxKind.WriteRecurring => "put what later charges need on the Norce payment",
        OutboxKind.RecheckNorce => "see that a write which Norce did not answer has not arrived over a later one",
        OutboxKind.TellShipping => "bring the shipping at Norce to what its provider told",
        OutboxKind.RecordTransaction => "add an entry to the payment's transactions at Norce",
        OutboxKind.Reconcile => "compare Norce, the adapter and Qliro; repair what is safe, park the rest",
        _ => "unknown to this version",
    };
}
