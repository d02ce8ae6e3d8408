using System.Collections.Concurrent;
using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.Settings;

namespace QliroAdapter.WebFront;

/// <summary>
/// Reads each channel's configuration document the way a payment does: by key, and by the served schema. When the
/// Configuration API gives no answer, reads the document that is kept for that case.
/// </summary>
internal sealed class ChannelDocuments(
    ChannelConfigurations configurations, StoreProbe store, IOptions<NorceOptions> norce)
{
    private readonly ConcurrentDictionary<ChannelKey, ChannelConfiguration> read = new();

    /// <summary>The documents that were read and are valid.</summary>
    public IReadOnlyCollection<ChannelConfiguration> Read
        => [.. read.Values.OrderBy(one => ChannelChecks.Name(one.Channel), StringComparer.Ordinal)];

    public Check Check(ChannelKey channel)
    {
        var name = $"configuration {ChannelChecks.Name(channel)}";
        return new(name, async cancellation =>
        {
            var found = await configurations.ReadNow(channel, cancellation);
            var answer = found.Configuration;
            if (!answer.IsAccepted)
                return [found.IsAnswer ? Wrong(name, answer.Error)
                    : await Unavailable(name, channel, answer.Error, cancellation)];
            read[channel] = answer.Value;
            return [Right(name, DocumentMistakes.Of(found)), .. Shipping(answer.Value)];
        });
    }

    private static CheckResult Right(string name, IReadOnlyList<SettingsMistake> mistakes) => mistakes.Count == 0
        ? CheckResult.Ok(name, "is right by its schema")
        : CheckResult.Warn(name, $"is used, but {string.Join("; ", mistakes.Select(one => $"{one.Key} {one.Phrase}"))}",
            "Mend each in the configuration document");

    private static IReadOnlyList<CheckResult> Shipping(ChannelConfiguration channel)
    {
        if (channel.IntegratedShipping is not { } integrated) return [];
        var name = $"integrated shipping {ChannelChecks.Name(channel.Channel)}";
        return integrated.Shortcomings is { Count: > 0 } wrong
            ? [CheckResult.Warn(name, string.Join("; ", wrong), "Mend each in the configuration document")]
            : [CheckResult.Ok(
                name, $"{integrated.Provider.Name()}, {integrated.Fallback.Count} methods to fall back on")];
    }

    private async Task<CheckResult> Unavailable(
        string name, ChannelKey channel, PaymentError error, CancellationToken cancellation)
    {
        // The check's own time may be over by now, so it is not passed on; the read of the store has its own limit.
        var kept = await store.KeptDocument(channel, CancellationToken.None);
        if (kept is not { Document: { } document }) return Wrong(name, error);
        var until = kept.ReadAt + norce.Value.ConfigurationStale;
        if (ChannelConfigurationReader.Parse(document, channel) is { IsAccepted: true, Value: { } value })
            read[channel] = value;
        return CheckResult.Warn(name,
            $"{error.Message} The adapter goes on with the document of {kept.ReadAt:u}, until {until:u}",
            "See that the Configuration API answers by then, or put the document under Channels");
    }

    private static CheckResult Wrong(string name, PaymentError error)
        => CheckResult.Fail(name, error.Message, error.Code == ErrorCodes.ConfigurationNotFound
            ? "Store one at Norce, or under Channels"
            : "Mend what is named; /openapi/v1/schemas/qliro_checkout_adapter.json says what is right for each key");
}
