using System.Text.Json;
using System.Text.Json.Serialization;
using QliroAdapter.Ops;
using QliroAdapter.Payments;
using QliroAdapter.Store;

namespace QliroAdapter.Checkout;

/// <summary>
/// The stored record of an order's creation: under way from before the payment is added at Norce until it is complete
/// or removed. When the process dies in between, the record stays due, and the order is cleaned up after the restart.
/// Writes are version-checked, so that of two activations that create at once, one learns of the other before a second
/// payment stays on the order. An activation that finds a creation under way that it did not begin cannot know whether
/// it was cut off or its payment is still on the way to Norce. So the order is checked once more when that payment must
/// have arrived.
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
            return JsonSerializer.Deserialize<Content>(loaded.Document, PaymentJson.Options);
        }
        catch (JsonException)
        {
            return new(key.ToString(), CreationStates.UnderWay);
        }
    }

    /// <summary>True when the loaded record says that no creation is under way.</summary>
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
        return Commit(CreationStates.UnderWay, DueSoon, "Creation begun.");
    }

    /// <summary>Records that the payment is on the order, where everybody sees it.</summary>
    /// <exception cref="StoreConflictException">Another activation began before it could see the payment.</exception>
    public Task Added(string paymentId)
        => Commit(CreationStates.UnderWay, DueSoon, $"Payment {paymentId} added at Norce.");

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
            Document = JsonSerializer.Serialize(content, PaymentJson.Options),
            Timeline = [new() { At = now, Kind = TimelineKind.Decision, Summary = summary }],
            At = now,
        }, CancellationToken.None);
        stored = content;
    }

    private sealed record Content(
        string Key, string State, [property: JsonPropertyName("isLastLook")] bool IsLastCheck = false);
}
