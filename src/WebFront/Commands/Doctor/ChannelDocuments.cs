using System.Collections.Concurrent;
using QliroAdapter.Norce;

namespace QliroAdapter.WebFront;

/// <summary>
/// Reads each channel's configuration document the way a payment does: by key and by the served schema.
/// </summary>
internal sealed class ChannelDocuments(ChannelConfigurations configurations)
{
    private readonly ConcurrentDictionary<ChannelKey, ChannelConfiguration> read = new();

    /// <summary>The good ones.</summary>
    public IReadOnlyCollection<ChannelConfiguration> Read
        => [.. read.Values.OrderBy(one => ChannelChecks.Name(one.Channel), StringComparer.Ordinal)];

    public Check Check(ChannelKey channel)
    {
        var name = $"configuration {ChannelChecks.Name(channel)}";
        return new(name, async cancellation =>
        {
            var answer = await configurations.Get(channel, cancellation);
            if (!answer.IsAccepted)
                return [Finding.Fail(name, answer.Error.Message, Next(answer.Error.Code))];
            read[channel] = answer.Value;
            return [Finding.Ok(name, "is right by its schema")];
        });
    }

    private static string Next(string code) => code == ErrorCodes.ConfigurationNotFound
        ? "Store one at Norce, or under Channels"
        : "Mend what is named; /openapi/v1/schemas/qliro_checkout_adapter.json says what is right for each key";
}
