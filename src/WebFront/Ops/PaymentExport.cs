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
