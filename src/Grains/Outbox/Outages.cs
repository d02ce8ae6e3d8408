using QliroAdapter.Payments;

namespace QliroAdapter.Outbox;

/// <summary>
/// Which outbox entries wait for a partner whose circuit is open: they are not tried, the time does not count towards
/// giving up, and each payment gets a time of its own after the partner's return. One per turn, so that a payment has
/// one such time.
/// </summary>
internal sealed class Outages(Turn turn)
{
    private readonly Dictionary<string, DateTimeOffset> held = new(StringComparer.Ordinal);

    /// <summary>Why and until when it waits before it is tried; null when it may be tried.</summary>
    public async Task<EntryHeldBack?> Before(OutboxEntry entry)
        // The end of the upsell window waits for Qliro by its own measure.
        => entry.Kind == OutboxKind.CloseUpsell ? null : await Holding(entry);

    /// <summary>The same for a try that failed: by the partner's outage, when its circuit is open.</summary>
    public Task<EntryHeldBack?> After(OutboxEntry entry) => Holding(entry);

    private async Task<EntryHeldBack?> Holding(OutboxEntry entry)
    {
        foreach (var (partner, until) in await Partners(entry.Kind))
        {
            if ((held.TryGetValue(partner, out var known) ? known : until()) is not { } place) continue;
            held[partner] = place;
            return new(entry.Kind, entry.Ordinal, partner, turn.Now, place, IsNews: entry.HeldFor == default);
        }
        return null;
    }

    /// <summary>Those that the kind cannot do without, and their circuits.</summary>
    private async Task<List<(string Partner, Func<DateTimeOffset?> Until)>> Partners(OutboxKind kind)
    {
        var partners = new List<(string, Func<DateTimeOffset?>)>();
        if (NeedsNorce(kind)) partners.Add(("Norce", () => turn.Services.Norce.OpenUntil(turn.Key.Order)));
        if (!NeedsQliro(kind)) return partners;
        var configuration = await turn.ReadConfiguration();
        partners.Add(configuration.IsAccepted
            ? ("Qliro", () => turn.Services.Qliro.OpenUntil(configuration.Value.Account))
            : ("Norce", () => turn.Services.Configurations.OpenUntil(turn.Key.Order.ChannelKey)));
        return partners;
    }

    private static bool NeedsNorce(OutboxKind kind) => kind is not (OutboxKind.AdvanceOperation
        or OutboxKind.ReconcileWithQliro or OutboxKind.CloseUpsell or OutboxKind.CheckReplaced);

    private bool NeedsQliro(OutboxKind kind) => kind switch
    {
        OutboxKind.ClearCreation or OutboxKind.RemoveAtNorce or OutboxKind.WriteRecurring
            or OutboxKind.TellShipping or OutboxKind.RecordTransaction or OutboxKind.RegisterHooks => false,
        OutboxKind.RecheckNorce when turn.Payment.State.IsOpen() => true,
        OutboxKind.SyncNorce or OutboxKind.RecheckNorce
            => DesiredNorceState.Of(turn.Payment, turn.Services.Adapter.PaymentState).CopiesCustomer,
        _ => true,
    };
}
