using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>Norce's Configuration API: one document per merchant, channel and adapter. Thread-safe.</summary>
public sealed class NorceConfigurationClient(
    INorceConfigurationApi api,
    PartnerCircuits circuits,
    TimeProvider clock,
    IOptions<NorceOptions> options,
    ILogger<NorceConfigurationClient> logger)
{
    private readonly NorceCalls calls =
        new(circuits, clock, options.Value.ConfigurationApiUrl ?? "", options.Value.Timeout, logger);

    /// <inheritdoc cref="PartnerCircuit.OpenUntil"/>
    public DateTimeOffset? OpenUntil(ChannelKey channel) => calls.OpenUntil(channel.Merchant);

    /// <summary>Our document of this channel, not parsed; 404 when the channel has none.</summary>
    public Task<Answer<JsonDocument>> GetConfiguration(ChannelKey channel, CancellationToken ct)
        => calls.Read(
            "GET configuration",
            channel,
            (target, limited) => api.GetConfiguration(
                target, channel.Merchant, channel.Channel, NorceAdapter.Id, limited),
            static read => read.RootElement.ValueKind == JsonValueKind.Object
                && read.RootElement.EnumerateObject().Any(),
            ct,
            takesBareNotFound: true);
}
