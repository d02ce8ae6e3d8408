using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Outbox;

/// <summary>
/// Decides which outbox entries wait for a partner whose circuit is open: they are not tried, the time does not count
/// towards giving up, and each payment gets a time of its own after the recovery. One per turn, so that a payment has
/// one such time.
/// </summary>
internal sealed class Outages(Turn turn)
{
    private readonly Dictionary<string, DateTimeOffset> held = new(StringComparer.Ordinal);

    /// <summary>Why and until when the entry must wait before it is tried; null when it may be tried.</summary>
    public async Task<EntryHeldBack?> Before(OutboxEntry entry)
        => Handler(entry) is { IsTriedInOutage: true } ? null : await Holding(entry);

    /// <summary>
    /// The same after a failed attempt: when the circuit is open, the partner's outage was the reason.
    /// </summary>
    public Task<EntryHeldBack?> After(OutboxEntry entry) => Holding(entry);

    private async Task<EntryHeldBack?> Holding(OutboxEntry entry)
    {
        foreach (var (partner, until) in await Partners(entry))
        {
            if ((held.TryGetValue(partner, out var known) ? known : until()) is not { } place) continue;
            held[partner] = place;
            return new(entry.Kind, entry.Ordinal, partner, turn.Now, place, IsNews: entry.HeldFor == default);
        }
        return null;
    }

    /// <summary>Those that it cannot do without, and their circuits.</summary>
    private async Task<List<(string Partner, Func<DateTimeOffset?> Until)>> Partners(OutboxEntry entry)
    {
        var partners = new List<(string, Func<DateTimeOffset?>)>();
        if (Handler(entry) is not { } handler) return partners;
        if (handler.NeedsNorce) partners.Add((NorceApi.Partner, () => turn.Services.Norce.OpenUntil(turn.Key.Order)));
        if (!handler.NeedsQliro(turn)) return partners;
        var configuration = await turn.ReadConfiguration();
        partners.Add(configuration.IsAccepted
            ? (QliroApi.Partner, () => turn.Services.Qliro.OpenUntil(configuration.Value.Account))
            : (NorceApi.Partner, () => turn.Services.Configurations.OpenUntil(turn.Key.Order.ChannelKey)));
        return partners;
    }

    private OutboxHandler? Handler(OutboxEntry entry) => turn.Services.Features.Handler(entry.Kind);
}
