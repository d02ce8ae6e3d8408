namespace QliroAdapter.Simulation.Defects;

/// <summary>
/// Known mistakes, built into tests only: as decorators of the store, the connections and the engine that the real
/// grains run on. <c>./simulate.sh --seeds N --from S --defect NAME</c> runs worlds with one; <c>--catalogue N</c>
/// reports how soon each is found in the first N worlds. A test requires that all are found.
/// </summary>
internal static class Catalogue
{
    /// <summary>The mistakes by name; created anew for each world, because some have state.</summary>
    public static readonly IReadOnlyDictionary<string, Func<Defect>> Defects =
        new Dictionary<string, Func<Defect>>(StringComparer.Ordinal)
        {
            ["a caller is answered before the commit"] = () => new StoreDefect(StoreDefects.AnswerBeforeCommit),
            ["outbox entries are not stored"] = () => new StoreDefect(StoreDefects.OutboxForgotten),
            ["a lost race counts as won"] = () => new StoreDefect(StoreDefects.ConflictSwallowed),
            ["the last to write wins"] = () => new StoreDefect(StoreDefects.NoFence),
            ["the due time is not stored"] = () => new StoreDefect(StoreDefects.DueTimeForgotten),
            ["a row is not stored as it was signed"] = () => new StoreDefect(StoreDefects.RowChanged),
            ["a person can be searched for"] = () => new StoreDefect(StoreDefects.PersonAmongIds),
            ["a card can be searched for"] = () => new StoreDefect(StoreDefects.CardAmongIds),
            ["a retry has a fresh request id"] = FreshRequestId.Make,
            ["a creation does not look for its order"] = () => new WireDefect(WireDefects.NoDedupeOfCreation),
            ["unknown is taken for failed"] = () => new WireDefect(WireDefects.UnknownIsFailed),
            ["a payment is posted again"] = () => new WireDefect(WireDefects.PaymentPostedAgain),
            ["captures have the prices of the cart"] = () => new WireDefect(WireDefects.PricesOfTheCart),
            ["Qliro's status is not looked at"] = () => new WireDefect(WireDefects.PaidShownOpen),
            ["a release by Qliro cancels"] = () => new GrainDefect(GrainDefects.CancelOnForeignReversal),
            ["a paid order is removed"] = () => new GrainDefect(GrainDefects.PaidOrderRemoved),
            ["a push is received and not handled"] = () => new GrainDefect(GrainDefects.PushNotHandled),
            ["the idempotency key is ignored"] = () => new GrainDefect(GrainDefects.IdempotencyKeyIgnored),
            ["a charge that was not answered is made again"] = () => new WireDefect(WireDefects.ChargedAgain),
            ["added goods are not stored"] = () => new StoreDefect(StoreDefects.GoodsForgotten),
            ["calls are repeated below the gate"] = () => new WireDefect(WireDefects.RepeatedBelowTheCircuit),
            ["a breaker never closes"] = NeverCloses.Make,
            ["a hook delivers the outbox"] = () => new GrainDefect(GrainDefects.HookDelivers),
            ["a hook's answer is stale"] = () => new StaleHookAnswer(),
            ["a push is believed"] = BelievedPushes.Make,
            ["the delivery that was told first stays"] = OrderDefects.FirstDeliveryStays,
            ["the pickup point that was told first stays"] = OrderDefects.FirstPlaceStays,
            ["a delivery is not confirmed"] = () => new WireDefect(OrderDefects.DeliveryNotConfirmed),
            ["extra services are forgotten"] = () => new WireDefect(OrderDefects.ServicesForgotten),
            ["a removed payment leaves its delivery"] = () => new WireDefect(OrderDefects.DeliveryNotTakenOff),
            ["known values of a person stay"] = OrderDefects.KnownValuesStay,
            ["nobody is copied without an address"] = () => new WireDefect(OrderDefects.NobodyWithoutAddress),
            ["a proxy's page is believed"] = () => new WireDefect(OrderDefects.PageBelieved),
        };
}
