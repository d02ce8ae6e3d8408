using System.Text.Json;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Partners;

namespace QliroAdapter.Norce;

/// <summary>Norce's Configuration API: one document per merchant, channel and adapter. Thread-safe.</summary>
public sealed class NorceConfigurationClient
{
    private readonly NorceCalls calls;
    private readonly NorceOptions options;

    public NorceConfigurationClient(
        HttpClient http,
        NorceTokens tokens,
        PartnerGates gates,
        TimeProvider clock,
        IOptions<NorceOptions> options,
        ILogger<NorceConfigurationClient> logger)
    {
        this.options = options.Value;
        calls = new(http, tokens, gates, clock, options.Value, logger);
    }

    /// <inheritdoc cref="PartnerGate.HoldsUntil"/>
    public DateTimeOffset? HoldsUntil(ChannelKey channel)
        => calls.HoldsUntil(options.ConfigurationApiUrl ?? "", channel.Merchant);

    /// <summary>Our document of this channel, unread; 404 when the channel has none.</summary>
    public Task<Answer<JsonDocument>> GetConfiguration(ChannelKey channel, CancellationToken ct)
        => calls.Call(
            new NorceCall("GET configuration", HttpMethod.Get, options.ConfigurationApiUrl ?? "", PathOf(channel)),
            channel,
            static reply => JsonDocument.Parse(reply.Body),
            ct);

    private static string PathOf(ChannelKey channel)
        => $"api/v1/configuration/merchants/{Uri.EscapeDataString(channel.Merchant)}"
            + $"/channels/{Uri.EscapeDataString(channel.Channel)}/configurations/{NorceAdapter.Id}";
}
