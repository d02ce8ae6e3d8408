using QliroAdapter.Norce;
using QliroAdapter.Outbox;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Ops;

/// <summary>
/// What an operator sees before anything is done. Runs interleaved with turns, on the payment as last committed.
/// </summary>
internal static class Compare
{
    /// <summary>
    /// An operator's page waits for it, 10 s at most. In an outage both partners are read once more, at the same time
    /// and with this limit, so that the page has its answer after 6 s.
    /// </summary>
    private static readonly TimeSpan limit = TimeSpan.FromSeconds(3);

    public static async Task<Outcome<PaymentComparison>> Run(PaymentKey key, PaymentServices services)
    {
        try
        {
            return await Between(key, services);
        }
        catch (Exception problem) when (ParkPayment.IsForReads(problem))
        {
            return Refusal.Parked(key, ParkPayment.ReasonOf(problem));
        }
    }

    private static async Task<Outcome<PaymentComparison>> Between(PaymentKey key, PaymentServices services)
    {
        using var time = new TurnTimeout(services.Clock, limit);
        var turn = await Interleaved(key, services, time);
        if (turn.Known is not { State: not PaymentState.Creating } payment) return NotFound(key);
        var snapshot = await PartnerSnapshot.Read(turn);
        if (!snapshot.IsAccepted) return await WhatCanBeRead(key, services, payment);
        var names = services.Adapter.PaymentState;
        return new PaymentComparison
        {
            At = services.Clock.GetUtcNow(),
            Facts = ComparedFacts.Of(payment, snapshot.Value, names),
            Discrepancies = [.. Discrepancies.Find(payment, snapshot.Value, names).Select(found => new Discrepancy
            {
                Name = found.Name, What = found.What, Repair = found.Repair is { } repair
                    ? Details.Meaning(services.Features, repair)
                    : null,
            })],
        };
    }

    /// <summary>Nothing is compared when one of them is missing: what it says is not known.</summary>
    private static async Task<PaymentComparison> WhatCanBeRead(
        PaymentKey key, PaymentServices services, PaymentDocument payment)
    {
        using var norceTime = new TurnTimeout(services.Clock, limit);
        using var qliroTime = new TurnTimeout(services.Clock, limit);
        var atNorce = await Interleaved(key, services, norceTime);
        var atQliro = await Interleaved(key, services, qliroTime);
        var (norce, qliro) = (PartnerSnapshot.ReadNorce(atNorce), PartnerSnapshot.ReadQliro(atQliro));
        await Task.WhenAll(norce, qliro);
        var (order, unread) = await norce;
        var snapshot = (await qliro) with { Norce = order, NorceUnread = unread };
        return new()
        {
            At = services.Clock.GetUtcNow(),
            Facts = ComparedFacts.Of(payment, snapshot, services.Adapter.PaymentState),
            Discrepancies = [],
            Unread =
            [
                .. Unread(NorceApi.Partner, snapshot.NorceUnread), .. Unread(QliroApi.Partner, snapshot.QliroUnread),
            ],
        };
    }

    private static IEnumerable<UnreadPartner> Unread(string partner, PaymentError? why)
        => why is null ? [] : [new(partner, why.Message)];

    public static async Task<Outcome<OutboxContent>> ShowOutbox(PaymentKey key, PaymentServices services)
    {
        try
        {
            return await List(key, services);
        }
        catch (Exception problem) when (ParkPayment.IsForReads(problem))
        {
            return Refusal.Parked(key, ParkPayment.ReasonOf(problem));
        }
    }

    private static async Task<Outcome<OutboxContent>> List(PaymentKey key, PaymentServices services)
    {
        using var time = new TurnTimeout(services.Clock, limit);
        var turn = await Interleaved(key, services, time);
        if (turn.Known is not { } payment) return NotFound(key);
        return Details.ContentOf(payment, services.Features);
    }

    /// <summary>Reads partners as a turn does, but never commits.</summary>
    internal static async Task<Turn> Interleaved(PaymentKey key, PaymentServices services, TurnTimeout time)
    {
        var memory = new PaymentMemory();
        await memory.Load(key, services);
        return new(key, memory, services, time);
    }

    internal static PaymentError NotFound(PaymentKey key)
        => Refusal.PaymentNotFound(key, "it is not stored here, or still being created");
}
