using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Options;

namespace QliroAdapter.Norce;

/// <summary>
/// The configuration of each channel: from <c>Channels:N</c> of the settings, else from the Configuration API. A good
/// one is kept for 60 seconds, a refusal is not; callers that come while one is fetched share the call. Thread-safe;
/// one per process.
/// </summary>
public sealed class ChannelConfigurations
{
    private const int KeptMax = 10_000;
    private static readonly TimeSpan KeptFor = TimeSpan.FromSeconds(60);

    private readonly NorceConfigurationClient client;
    private readonly TimeProvider clock;
    private readonly bool hasApi;
    private readonly Dictionary<ChannelKey, Outcome<ChannelConfiguration>> configured;
    private readonly ConcurrentDictionary<ChannelKey, Kept> kept = new();
    private readonly Dictionary<ChannelKey, Task<Outcome<ChannelConfiguration>>> loading = [];
    private readonly Lock gate = new();

    public ChannelConfigurations(
        NorceConfigurationClient client, TimeProvider clock, IOptions<NorceOptions> options, IConfiguration settings)
    {
        (this.client, this.clock) = (client, clock);
        hasApi = !string.IsNullOrEmpty(options.Value.ConfigurationApiUrl);
        configured = ConfiguredChannels.Read(settings).ToDictionary(
            entry => entry.Key, entry => ChannelConfigurationReader.Read(entry.Value, entry.Key));
    }

    /// <summary>
    /// The channel's configuration, or <c>configuration-not-found</c> (there is no document), or
    /// <c>configuration-error</c> (it is unreadable, inactive or lacks a key, or the Configuration API fails).
    /// </summary>
    public async Task<Outcome<ChannelConfiguration>> Get(ChannelKey channel, CancellationToken ct)
    {
        if (configured.TryGetValue(channel, out var fixedOne)) return fixedOne;
        if (!hasApi) return NotFound(channel);
        if (kept.TryGetValue(channel, out var known) && clock.GetUtcNow() < known.Until) return known.Configuration;
        try
        {
            // The load is everybody's: one caller that gives up must not end it.
            return await Shared(channel).WaitAsync(ct);
        }
        catch (OperationCanceledException)
        {
            return ChannelConfigurationReader.Error(channel, "was not read in time");
        }
    }

    /// <summary>When a read that the Configuration API's absence made fail may be tried again; null when now.</summary>
    public DateTimeOffset? HoldsUntil(ChannelKey channel)
        => hasApi && !configured.ContainsKey(channel) ? client.HoldsUntil(channel) : null;

    private static PaymentError NotFound(ChannelKey channel) => new()
    {
        Code = ErrorCodes.ConfigurationNotFound,
        Message = $"There is no configuration {NorceAdapter.Id} for merchant '{channel.Merchant}', "
            + $"channel '{channel.Channel}'.",
    };

    private Task<Outcome<ChannelConfiguration>> Shared(ChannelKey channel)
    {
        lock (gate)
        {
            if (loading.TryGetValue(channel, out var running)) return running;
            var load = Load(channel);
            if (!load.IsCompleted) loading[channel] = load;
            return load;
        }
    }

    private async Task<Outcome<ChannelConfiguration>> Load(ChannelKey channel)
    {
        try
        {
            var answer = await client.GetConfiguration(channel, CancellationToken.None);
            if (answer.Failure is { Status: 404 }) return NotFound(channel);
            if (answer.Value is null)
                return ChannelConfigurationReader.Error(channel, $"could not be read: {answer.Failure!.Message}");
            using var document = answer.Value;
            var read = ChannelConfigurationReader.Read(document.RootElement, channel);
            if (read.IsAccepted) Keep(channel, read.Value);
            return read;
        }
        finally
        {
            lock (gate) loading.Remove(channel);
        }
    }

    private void Keep(ChannelKey channel, ChannelConfiguration configuration)
    {
        if (kept.Count >= KeptMax) kept.Clear();
        kept[channel] = new(configuration, clock.GetUtcNow() + KeptFor);
    }

    private sealed record Kept(ChannelConfiguration Configuration, DateTimeOffset Until);
}
