using System.Text.Json;
using System.Text.Json.Serialization;

namespace QliroAdapter.Ops;

/// <summary>One payment as a file for support.</summary>
internal sealed record PaymentExport
{
    internal static readonly JsonSerializerOptions Json = Options();

    public required PaymentSummary Payment { get; init; }

    public PaymentDetails? Money { get; init; }

    public required IReadOnlyList<OutboxItem> Outbox { get; init; }

    public required IReadOnlyList<TimelineEntry> Timeline { get; init; }

    /// <summary>The most rows of a timeline that are shown.</summary>
    public const int TimelineRowsMax = 1000;

    /// <summary>
    /// What the page shows of a payment; null when nothing is stored under the key. None of it is personal data,
    /// because neither the columns, the outbox, the ledger nor the timeline hold any.
    /// </summary>
    public static async Task<PaymentExport?> Of(
        string? key, IPaymentRecords records, IPaymentGrains grains, CancellationToken cancellation)
    {
        if (PaymentKey.TryParse(key) is not { } known) return null;
        var found = await records.Find(new() { Text = key, IsExact = true, RowsMax = 1 }, cancellation);
        if (found is not [var payment]) return null;
        var outbox = await grains.Get(known).ShowOutbox(new());
        return new()
        {
            Payment = payment,
            Money = outbox.Value?.Details,
            Outbox = outbox.Value?.Entries ?? [],
            Timeline = await records.Timeline(payment.Key, TimelineRowsMax, cancellation),
        };
    }

    private static JsonSerializerOptions Options()
    {
        var options = new JsonSerializerOptions(JsonSerializerDefaults.Web)
        {
            WriteIndented = true,
            DefaultIgnoreCondition = JsonIgnoreCondition.WhenWritingNull,
        };
        options.MakeReadOnly(populateMissingResolver: true);
        return options;
    }
}
