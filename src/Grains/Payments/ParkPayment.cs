using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Store;

namespace QliroAdapter.Payments;

/// <summary>
/// Parks a payment (our dead letter) that would break a rule, or whose stored document cannot be read: it is kept as it
/// was last stored, nothing is due for it any more, operators see the reason, and its callers are refused until an
/// operator resumes it.
/// </summary>
internal static partial class ParkPayment
{
    /// <summary>Others may write meanwhile; then what they wrote is parked.</summary>
    private const int TriesMax = 3;

    private const string Unreadable = "unreadable";

    /// <summary>True for an exception that means that the payment itself is wrong.</summary>
    public static bool IsFor(Exception problem) => problem is BrokenInvariantException or UnreadablePaymentException;

    /// <summary>True when a read cannot answer: the payment itself is wrong, or its data key is not here.</summary>
    public static bool IsForReads(Exception problem) => IsFor(problem) || problem is DataKeyMissingException;

    /// <summary>The reason that operators and callers read.</summary>
    public static string ReasonOf(Exception problem) => problem switch
    {
        BrokenInvariantException broken => $"it does not hold that {broken.Rule}.",
        DataKeyMissingException missing => $"its personal data is sealed under the data key {missing.Id}, which is "
            + "not in Adapter:DataKeys.",
        _ => $"its stored document cannot be read: {problem.InnerException?.Message ?? problem.Message}",
    };

    /// <summary>
    /// Stores the payment as parked and returns the reason; throws when nothing is stored that could be parked.
    /// </summary>
    public static async Task<string> Run(
        PaymentKey key, PaymentMemory memory, PaymentServices services, Exception problem)
    {
        var reason = ReasonOf(problem);
        for (var number = 1; ; number++)
        {
            memory.Forget();
            if (await services.Store.Load(key.ToString(), CancellationToken.None) is not { } stored)
                throw new InvalidOperationException($"{key} cannot begin: {reason}", problem);
            var at = services.Clock.GetUtcNow();
            var payment = Read(stored, services);
            var commit = payment is null ? KeepText(key, stored, reason, at)
                : Keep(key, stored, payment, reason, at, services);
            try
            {
                var (linked, timeline) = await services.Link(commit, services.Timelines.StateOf(stored));
                var version = await services.Store.Commit(linked, CancellationToken.None);
                if (payment is null) memory.SetAside(reason, version);
                else services.KeepVersion(services.Features.Json.Read(linked.Document), version, timeline, linked);
                LogParked(services.Logger, key, reason);
                AdapterMetrics.PaymentParked(problem is BrokenInvariantException ? "rule" : Unreadable);
                return reason;
            }
            catch (StoreConflictException) when (number < TriesMax)
            {
                // Another activation committed, so what is stored now is read again.
            }
        }
    }

    // What is sealed stays so, and is opened only to know that it can be.
    private static PaymentDocument? Read(StoredPayment stored, PaymentServices services)
    {
        try
        {
            services.Vault.Open(stored);
            return services.Features.Json.ReadStored(stored);
        }
        catch (UnreadablePaymentException)
        {
            return null;
        }
    }

    private static PaymentCommit Keep(
        PaymentKey key, StoredPayment stored, PaymentDocument payment, string reason, DateTimeOffset at,
        PaymentServices services)
    {
        var features = services.Features;
        var parked = payment with { ParkedBecause = reason };
        if (services.Events.IsOn) parked = Announcements.Parked(payment, parked, at);
        return Commit(key, stored, reason, at) with
        {
            QliroOrderId = payment.QliroOrderId?.ToString(),
            State = payment.State.Name(),
            OutboxEntries = payment.Work().Count(),
            DueAt = Schedule.NextEvent(parked),
            Amount = payment.Amount,
            MerchantReference = payment.MerchantReference,
            Attention = features.Attention(parked, at),
            OutboxSince = payment.Work().Min(entry => (DateTimeOffset?)entry.Since),
            HeldReason = payment.Hold?.ToString(),
            EventsSince = UndeliveredEvents.Since(parked),
            EventsGivenUp = UndeliveredEvents.GivenUp(parked),
            Document = features.Json.Write(parked),
        };
    }

    /// <summary>
    /// Keeps the stored text byte by byte; the columns that operators search by are taken from it as far as possible.
    /// </summary>
    private static PaymentCommit KeepText(PaymentKey key, StoredPayment stored, string reason, DateTimeOffset at)
    {
        var members = Members(stored.Document);
        return Commit(key, stored, reason, at) with
        {
            QliroOrderId = members?["qliroOrderId"]?.ToString(),
            State = members?["state"] is JsonValue state ? state.ToString().ToLowerInvariant() : Unreadable,
            OutboxEntries = (members?["owed"] as JsonArray)?.Count ?? 0,
        };
    }

    private static PaymentCommit Commit(PaymentKey key, StoredPayment stored, string reason, DateTimeOffset at) => new()
    {
        Key = stored.Key,
        Merchant = key.Merchant,
        Channel = key.Channel,
        OrderId = key.OrderId,
        PaymentId = key.PaymentId,
        State = Unreadable,
        OutboxEntries = 0,
        DueAt = null,
        ParkedReason = reason,
        Attention = new(AttentionKinds.Parked, $"Nothing is done with it: {reason}", at, AtRisk: 0m),
        ExpectedVersion = stored.Version,
        Document = stored.Document,
        Timeline =
        [
            new()
            {
                At = at, Kind = TimelineKind.Problem, Summary = $"Parked for an operator: {reason}",
                Trace = PaymentTraces.CurrentId,
            },
        ],
        At = at,
    };

    private static JsonObject? Members(string text)
    {
        try
        {
            return JsonNode.Parse(text) as JsonObject;
        }
        catch (JsonException)
        {
            return null;
        }
    }
}
