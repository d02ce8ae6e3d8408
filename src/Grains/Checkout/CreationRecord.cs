using System.Text.Json;
using QliroAdapter.Ops;
using QliroAdapter.Payments;
using QliroAdapter.Store;

namespace QliroAdapter.Checkout;

/// <summary>
/// What is stored of an order: that a creation is under way, from before the payment is added at Norce until it is
/// whole or gone. A process that dies between leaves it due, and the order is cleaned up after the restart.
/// Version-checked, so that of two activations that create at once one learns of the other before a second payment
/// stays.
/// </summary>
public sealed class CreationRecord(OrderKey key, PaymentServices services)
{
    private long version;

    /// <summary>Before the order is read: what is decided from it holds only while nobody else writes here.</summary>
    public async Task Load()
    {
        var stored = await services.Store.Load(key.ToString(), CancellationToken.None);
        version = stored?.Version ?? 0;
        HasEnded = stored is not null
            && JsonSerializer.Deserialize<Content>(stored.Document, PaymentJson.Options)?.State == CreationStates.Ended;
    }

    /// <summary>As loaded: no creation is under way.</summary>
    public bool HasEnded { get; private set; }

    private DateTimeOffset DueSoon => services.Clock.GetUtcNow() + Waits.CreationTakes;

    /// <summary>From now on a payment may be on the order that nobody else knows of.</summary>
    /// <exception cref="StoreConflictException">Another activation wrote since <see cref="Load"/>.</exception>
    public Task Begin()
        => Commit(CreationStates.UnderWay, DueSoon, "Creation begun.");

    /// <summary>The payment is on the order, where everybody sees it.</summary>
    /// <exception cref="StoreConflictException">Another activation began before it could see the payment.</exception>
    public Task Added(string paymentId)
        => Commit(CreationStates.UnderWay, DueSoon, $"Payment {paymentId} added at Norce.");

    /// <summary>
    /// The creation is whole, or nothing is left of it. Whoever wrote meanwhile ends it in our place.
    /// </summary>
    public Task End(string summary) => Try(CreationStates.Ended, null, summary);

    /// <summary>
    /// Another activation took the creation for cut off, found nothing and ended it before the payment was on the
    /// order: it is due again until that is taken off, also when this process dies first.
    /// </summary>
    public async Task Reopen()
    {
        await Load();
        if (HasEnded) await Try(CreationStates.UnderWay, DueSoon, "Creation overtaken.");
    }

    /// <summary>Clean-up did not succeed; it is tried again.</summary>
    public Task Postpone(string why)
        => Try(CreationStates.UnderWay, services.Clock.GetUtcNow()
            + TimeSpan.FromSeconds(services.Retry.LongestSeconds), why);

    /// <summary>Something is left on the order: it is looked at again, whoever else writes here.</summary>
    public async Task Insist(string why)
    {
        for (var tries = 1; tries <= PaymentGrain.TurnsMost; tries++)
        {
            await Load();
            if (await Try(CreationStates.UnderWay, DueSoon, why)) return;
        }
    }

    /// <summary>False, and loaded anew, when somebody else wrote meanwhile.</summary>
    private async Task<bool> Try(string state, DateTimeOffset? dueAt, string summary)
    {
        try
        {
            await Commit(state, dueAt, summary);
            return true;
        }
        catch (StoreConflictException)
        {
            await Load();
            return false;
        }
    }

    private async Task Commit(string state, DateTimeOffset? dueAt, string summary)
    {
        var now = services.Clock.GetUtcNow();
        version = await services.Store.Commit(new PaymentCommit
        {
            Key = key.ToString(),
            Merchant = key.Merchant,
            Channel = key.Channel,
            OrderId = key.OrderId,
            PaymentId = "",
            State = state,
            ExpectedVersion = version,
            DueAt = dueAt,
            OwedCalls = 0,
            Document = JsonSerializer.Serialize(new Content(key.ToString(), state), PaymentJson.Options),
            Timeline = [new() { At = now, Kind = TimelineKind.Decision, Summary = summary }],
            At = now,
        }, CancellationToken.None);
    }

    private sealed record Content(string Key, string State);
}
