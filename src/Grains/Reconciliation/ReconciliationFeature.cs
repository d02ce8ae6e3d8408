using QliroAdapter.NorceSync;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;

namespace QliroAdapter.Reconciliation;

/// <summary>Reconciles Norce, the adapter and Qliro in due work, without a message from them.</summary>
internal static class ReconciliationFeature
{
    public static PaymentFeature Feature { get; } = new()
    {
        Sections = [ReconciliationSections.AcceptedSection],
        Handlers =
        [
            new(OutboxKind.ReconcileWithQliro, "read Qliro and apply what it says",
                (turn, _) => ReconcileWithQliro.Deliver(turn)) { NeedsNorce = false },
            new(OutboxKind.RecheckNorce,
                "see that a write which Norce did not answer has not arrived over a later one",
                (turn, entry) => RecheckNorce.Deliver(turn, entry.Ordinal))
            {
                NeedsQliro = turn => turn.Payment.State.IsOpen() || DesiredNorceState.NeedsQliro(turn),
            },
            new(OutboxKind.Reconcile, "compare Norce, the adapter and Qliro; repair what is safe, park the rest",
                (turn, _) => Reconcile.Deliver(turn)),
        ],
    };
}
