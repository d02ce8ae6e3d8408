using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.Ops;
using QliroAdapter.Payments;
using QliroAdapter.Store;

namespace QliroAdapter.Checkout;

/// <summary>
/// What is stored of an order: that a creation is under way, from before the payment is added at Norce until it is
/// whole or gone. A process that dies between leaves it due, and the order is cleaned up after the restart.
/// Version-checked, so that of two activations that create at once one learns of the other before a second payment
/// stays. Whoever finds a creation under way that is not its own cannot know whether it was cut off, or has a payment
/// on its way to Norce: the order is looked at once more when that has arrived.
/// </summary>
public sealed class CreationRecord(OrderKey key, PaymentServices services)
{
    /// <summary>By then a creation has added its payment, or never will: no call of it takes as long.</summary>
    public static readonly TimeSpan LastCheckAfter = TimeSpan.FromMinutes(1);

    private long version;
    private Content? stored;
    private bool followsAnother;

    /// <summary>Before the order is read: what is decided from it holds only while nobody else writes here.</summary>
    public async Task Load()
    {
        var loaded = await services.Store.Load(key.ToString(), CancellationToken.None);
        version = loaded?.Version ?? 0;
        stored = loaded is null ? null : Read(loaded);
    }

    /// <summary>One that cannot be read says no more than that somebody creates: the order is looked at.</summary>
    private Content? Read(StoredPayment loaded)
    {
        try
        {
            return JsonSerializer.Deserialize<Content>(loaded.Document, services.Features.Json.Options);
        }
        catch (JsonException)
        {
            return new(key.ToString(), CreationStates.UnderWay);
        }
    }

    /// <summary>As loaded: no creation is under way.</summary>
    public bool HasEnded => stored?.State == CreationStates.Ended;

    /// <summary>As loaded: the order was looked at before, and everything on its way then has arrived.</summary>
    public bool IsLastCheck => stored is { IsLastCheck: true };

    private DateTimeOffset DueSoon => services.Clock.GetUtcNow() + Schedule.CreationTimeout;

    /// <summary>From now on a payment may be on the order that nobody else knows of.</summary>
    /// <exception cref="StoreConflictException">Another activation wrote since <see cref="Load"/>.</exception>
    public Task Begin()
    {
        followsAnother = stored is not null && !HasEnded;
        return Commit(CreationStates.UnderWay, DueSoon, "Creation begun.");
    }

    /// <summary>The payment is on the order, where everybody sees it.</summary>
    /// <exception cref="StoreConflictException">Another activation began before it could see the payment.</exception>
    public Task Added(string paymentId)
        => Commit(CreationStates.UnderWay, DueSoon, $"Payment {paymentId} added at Norce.");

    /// <summary>Our creation is whole, or nothing is left of it; but maybe of the one found under way.</summary>
    public Task EndOwn(string summary) => followsAnother ? CheckOnceMore(summary) : End(summary);

    /// <summary>
    /// Nothing half-made is on the order, nor on its way. Whoever wrote meanwhile ends it in our place.
    /// </summary>
    public Task End(string summary) => Try(CreationStates.Ended, null, summary);

    /// <summary>Nothing half-made is on the order now.</summary>
    public Task CheckOnceMore(string summary)
        => Try(CreationStates.UnderWay, services.Clock.GetUtcNow() + LastCheckAfter, summary, isLastCheck: true);

    /// <summary>Clean-up did not succeed; it is tried again.</summary>
    public Task Postpone(string why)
        => Try(CreationStates.UnderWay, services.Clock.GetUtcNow()
            + TimeSpan.FromSeconds(services.Retry.LongestSeconds), why);

    /// <summary>Loaded anew when somebody else wrote meanwhile, whose word counts.</summary>
    private async Task Try(string state, DateTimeOffset? dueAt, string summary, bool isLastCheck = false)
    {
        try
        {
            await Commit(state, dueAt, summary, isLastCheck);
        }
        catch (StoreConflictException)
        {
            await Load();
        }
    }

    private async Task Commit(string state, DateTimeOffset? dueAt, string summary, bool isLastCheck = false)
    {
        var now = services.Clock.GetUtcNow();
        var content = new Content(key.ToString(), state, isLastCheck);
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
            OutboxEntries = 0,
            Document = JsonSerializer.Serialize(content, services.Features.Json.Options),
            Timeline = [new() { At = now, Kind = TimelineKind.Decision, Summary = summary }],
            At = now,
        }, CancellationToken.None);
        stored = content;
    }

    private sealed record Content(
        string Key, string State, [property: JsonPropertyName("isLastLook")] bool IsLastCheck = false);
}
