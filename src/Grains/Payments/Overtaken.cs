using QliroAdapter.NorceCallbacks;
using QliroAdapter.OwedCalls;

namespace QliroAdapter.Payments;

/// <summary>
/// A turn lost its commit to another activation, and what it decided with it; but what it wrote at Norce stands there.
/// So the turn that takes its place owes a comparison by what is true now.
/// </summary>
internal static class Overtaken
{
    public static IReadOnlyList<PaymentEvent> Owes(Turn turn) => turn.Known?.State switch
    {
        null or PaymentState.Creating => [],
        PaymentState.Removed => [new CallOwed(OwedCallKind.RemoveAtNorce, turn.Now + OrderChange.CompareAfter)],
        PaymentState.Intent or PaymentState.Processing
            => [new CallOwed(OwedCallKind.ResyncLines, turn.Now + OrderChange.CompareAfter)],
        _ => [new CallOwed(OwedCallKind.SettleNorce, turn.Now + OrderChange.CompareAfter)],
    };
}
