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
/// stays. An activation that finds the creation of another one under way cannot know whether that was cut off, or still
/// has a payment on its way to Norce. So the order is checked once more when such a payment has arrived. The record
/// also keeps which message asked for the newest payment: when that message comes again, it gets that payment's answer,
/// even if the payment was removed.
/// </summary>
public sealed class CreationRecord(OrderKey key, PaymentServices services)
{
    /// <summary>
    /// After this time a creation has added its payment or never will, because none of its calls takes as long.
    /// </summary>
    public static readonly TimeSpan LastCheckAfter = TimeSpan.FromMinutes(1);

    private long version;
    private Content? stored;
    private bool followsAnother;

    /// <summary>
    /// Loads the record before the order is read: what is decided from the order is valid only while nobody else writes
    /// the record.
    /// </summary>
    public async Task Load()
    {
        var loaded = await services.Store.Load(key.ToString(), CancellationToken.None);
        version = loaded?.Version ?? 0;
        stored = loaded is null ? null : Read(loaded);
    }

    /// <summary>A record that cannot be read counts as a creation under way, so that the order is checked.</summary>
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

    /// <summary>As loaded: the payment that was added for this very message, unless another was added since.</summary>
    public string? PaymentOf(Guid? messageId)
        => messageId is not null && stored?.MessageId == messageId ? stored?.PaymentId : null;

    /// <summary>As loaded: no creation is under way.</summary>
    public bool HasEnded => stored?.State == CreationStates.Ended;

    /// <summary>
    /// True when the loaded record waits for its last check: the order was checked before, and by the time of this
    /// check every payment that was on the way then has arrived.
    /// </summary>
    public bool IsLastCheck => stored is { IsLastCheck: true };

    private DateTimeOffset DueSoon => services.Clock.GetUtcNow() + Schedule.CreationTimeout;

    /// <summary>Records that from now on the order may have a payment that nobody else knows of.</summary>
    /// <exception cref="StoreConflictException">Another activation wrote since <see cref="Load"/>.</exception>
    public Task Begin()
    {
        followsAnother = stored is not null && !HasEnded;
        return Commit(In(CreationStates.UnderWay), DueSoon, "Creation begun.");
    }

    /// <summary>Records that the payment is on the order, where everybody sees it.</summary>
    /// <exception cref="StoreConflictException">Another activation began before it could see the payment.</exception>
    public Task Added(string paymentId, Guid? messageId)
    {
        var added = In(CreationStates.UnderWay) with { PaymentId = paymentId, MessageId = messageId };
        return Commit(added, DueSoon, $"Payment {paymentId} added at Norce.");
    }

    /// <summary>
    /// Ends our own creation, complete or removed. When another was found under way at the beginning, the order is
    /// checked once more.
    /// </summary>
    public Task EndOwn(string summary) => followsAnother ? CheckOnceMore(summary) : End(summary);

    /// <summary>
    /// Ends the record: no half-made payment is on the order or on the way to it. When another activation wrote
    /// meanwhile, nothing is written; that activation ends the record later.
    /// </summary>
    public Task End(string summary) => Try(CreationStates.Ended, null, summary);

    /// <summary>Has the order checked once more: it has no half-made payment now, but one may be on the way.</summary>
    public Task CheckOnceMore(string summary)
        => Try(CreationStates.UnderWay, services.Clock.GetUtcNow() + LastCheckAfter, summary, isLastCheck: true);

    /// <summary>Tries the clean-up again later, because it failed.</summary>
    public Task Postpone(string why)
        => Try(CreationStates.UnderWay, services.Clock.GetUtcNow()
            + TimeSpan.FromSeconds(services.Retry.LongestSeconds), why);

    /// <summary>
    /// Writes the record. After a lost commit the record is loaded again and nothing is written: the other activation's
    /// record counts.
    /// </summary>
    private async Task Try(string state, DateTimeOffset? dueAt, string summary, bool isLastCheck = false)
    {
        try
        {
            await Commit(In(state) with { IsLastCheck = isLastCheck }, dueAt, summary);
        }
        catch (StoreConflictException)
        {
            await Load();
        }
    }

    /// <summary>What is stored, in another state.</summary>
    private Content In(string state)
        => stored is null ? new(key.ToString(), state) : stored with { State = state, IsLastCheck = false };

    private async Task Commit(Content content, DateTimeOffset? dueAt, string summary)
    {
        var now = services.Clock.GetUtcNow();
        version = await services.Store.Commit(new PaymentCommit
        {
            Key = key.ToString(),
            Merchant = key.Merchant,
            Channel = key.Channel,
            OrderId = key.OrderId,
            PaymentId = "",
            State = content.State,
            ExpectedVersion = version,
            DueAt = dueAt,
            OutboxEntries = 0,
            Document = JsonSerializer.Serialize(content, services.Features.Json.Options),
            Timeline = [new() { At = now, Kind = TimelineKind.Decision, Summary = summary }],
            At = now,
        }, CancellationToken.None);
        stored = content;
    }

    /// <param name="Key">The order.</param>
    /// <param name="State">One of <see cref="CreationStates"/>.</param>
    /// <param name="IsLastCheck">See <see cref="CreationRecord.IsLastCheck"/>.</param>
    /// <param name="PaymentId">The newest payment that was added; absent before, and in older records.</param>
    /// <param name="MessageId">Of the message for which it was added.</param>
    private sealed record Content(
        string Key, string State, bool IsLastCheck = false, string? PaymentId = null, Guid? MessageId = null);
}
