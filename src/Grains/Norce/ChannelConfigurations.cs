using System.Collections.Concurrent;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Settings;

namespace QliroAdapter.Norce;

/// <summary>
/// A node's cache of channels' configurations. They come from <c>Channels:N</c> of the settings, or else from the
/// channel's grain, which reads the Configuration API for all nodes. A good document is returned at once; when it is
/// more than a minute old, the grain is asked meanwhile. Callers wait only for a channel of which no good document is
/// known. A refusal is not cached, and a channel without a document is not remembered: callers could make up any
/// number of them. Thread-safe; one per process.
/// </summary>
public sealed partial class ChannelConfigurations : IChannelHealth
{
    private const int CachedMax = 10_000;
    private const int StaleMax = 100;

    // The pause after the grain gave no answer, because its node has gone or the store is unavailable.
    private static readonly TimeSpan grainPause = TimeSpan.FromSeconds(10);
    private static readonly TimeSpan readInterval = TimeSpan.FromMinutes(1);

    /// <summary>
    /// A channel that nobody asks for and whose document cannot be read leaves after this time. Longer than the longest
    /// pause between two trial calls of an open circuit.
    /// </summary>
    public static readonly TimeSpan IdleMax = TimeSpan.FromMinutes(10);

    private readonly NorceConfigurationClient client;
    private readonly Lazy<IPaymentGrains> grains;
    private readonly TimeProvider clock;
    private readonly NorceOptions options;
    private readonly ILogger logger;
    private readonly LogSamples lostGrains;
    private readonly bool hasApi;
    private readonly IReadOnlyDictionary<ChannelKey, SettingsNode> documents;
    private readonly Dictionary<ChannelKey, Outcome<ChannelConfiguration>> configured;
    private readonly ConcurrentDictionary<ChannelKey, CachedConfiguration> cached = new();

    public ChannelConfigurations(
        NorceConfigurationClient client, Lazy<IPaymentGrains> grains, TimeProvider clock,
        IOptions<NorceOptions> options, IConfiguration settings, ILogger<ChannelConfigurations> logger)
    {
        (this.client, this.grains, this.clock) = (client, grains, clock);
        (this.options, this.logger) = (options.Value, logger);
        lostGrains = new(clock, (_, more) => LogMoreGrainsLost(logger, more));
        hasApi = !string.IsNullOrEmpty(options.Value.ConfigurationApiUrl);
        documents = ConfiguredChannels.Read(settings);
        configured = documents.ToDictionary(
            entry => entry.Key, entry => ChannelConfigurationReader.Read(entry.Value, entry.Key));
        foreach (var one in configured.Values) Warn(one.Value);
    }

    /// <summary>How many channels are remembered, good or not.</summary>
    public int Remembered => cached.Count;

    /// <inheritdoc/>
    public IReadOnlyList<ChannelHealth> Stale =>
    [
        .. cached.Values.Select(one => one.Stale).OfType<ChannelHealth>()
            .OrderBy(one => one.UnavailableSince).ThenBy(one => one.Channel.ToString(), StringComparer.Ordinal)
                .Take(StaleMax),
    ];

    /// <summary>
    /// The channel's configuration, or <c>configuration-not-found</c> (there is no document), or
    /// <c>configuration-error</c> (it is unreadable, inactive or lacks a key, or the Configuration API fails and no
    /// good one is known).
    /// </summary>
    public Task<Outcome<ChannelConfiguration>> Get(ChannelKey channel, CancellationToken ct)
        => Fixed(channel) is { } known ? Task.FromResult(known) : Of(channel).Get(Refresh, ct);

    /// <summary>
    /// Reads the Configuration API now, without the cache and the channel's grain. For a process whose grains do not
    /// run, and for a check whether that API answers.
    /// </summary>
    public async Task<DocumentRead> ReadNow(ChannelKey channel, CancellationToken ct)
    {
        if (Fixed(channel) is { } known)
        {
            return new(known, IsAnswer: true, documents.TryGetValue(channel, out var entry)
                ? DocumentCheck.Mistakes(ConfiguredChannels.DocumentOf(entry)) : []);
        }
        var answer = await client.GetConfiguration(channel, ct);
        var mistakes = answer.Value is { } document
            ? DocumentCheck.Mistakes(SettingsNode.Of(document.RootElement))
            : [];
        var text = answer.Value is { } handedOut ? Masked.Of(handedOut.RootElement.GetRawText()) : null;
        var read = ConfigurationRead.Of(answer, channel);
        return new(read.Configuration, read.IsAnswer, mistakes) { Text = text };
    }

    /// <summary>
    /// Asks the channel's grain and waits, unless the known document is recent or a refresh is running.
    /// </summary>
    public Task Refresh(ChannelKey channel)
        => Of(channel) is var one && one.TryStart() ? Refresh(one) : Task.CompletedTask;

    /// <summary>
    /// Refreshes the channels whose document cannot be read, so that a recovery is noticed even where nobody buys.
    /// </summary>
    public Task RefreshStale()
    {
        RemoveIdle();
        return Task.WhenAll(Stale.Select(one => Refresh(one.Channel)));
    }

    /// <summary>
    /// When the next read is worth while, while the Configuration API gives no answer; null when a read is allowed now.
    /// </summary>
    public DateTimeOffset? OpenUntil(ChannelKey channel)
        // The grain may have met the outage on another node, of which this node's circuit knows nothing.
        => Fixed(channel) is null ? client.OpenUntil(channel) ?? Of(channel).OpenUntil : null;

    private Outcome<ChannelConfiguration>? Fixed(ChannelKey channel)
    {
        if (configured.TryGetValue(channel, out var fixedOne)) return fixedOne;
        if (hasApi) return null;
        return ConfigurationRead.NotFound(channel);
    }

    private CachedConfiguration Of(ChannelKey channel)
    {
        if (cached.TryGetValue(channel, out var known)) return known;
        if (cached.Count >= CachedMax) RemoveIdle();
        if (cached.Count >= CachedMax) cached.Clear();
        return cached.GetOrAdd(channel, key => new(key, clock, options.ConfigurationStale));
    }

    /// <summary>Never throws: failures are passed to the waiting callers.</summary>
    private async Task Refresh(CachedConfiguration one)
    {
        try
        {
            Warn(one.Learn(await grains.Value.Get(one.Channel).GetConfiguration(new())));
        }
        catch (Exception lost)
        {
            if (logger.IsEnabled(LogLevel.Warning) && lostGrains.MayLog("grain"))
                LogGrainLost(logger, lost, one.Channel);
            if (!one.PutOff(grainPause)) await ReadInstead(one);
        }
        if (one.IsMissing) cached.TryRemove(new(one.Channel, one));
    }

    private void RemoveIdle()
    {
        foreach (var entry in cached)
        {
            if (entry.Value.IsForgotten(IdleMax)) cached.TryRemove(entry);
        }
    }

    /// <summary>Once for each document that is new to this node.</summary>
    private void Warn(ChannelConfiguration? read)
    {
        foreach (var shortcoming in read?.IntegratedShipping?.Shortcomings ?? [])
            LogShortcoming(logger, read!.Channel, shortcoming);
    }

    /// <summary>
    /// When the grain cannot be reached and no good document is known, this node reads the document itself.
    /// </summary>
    private async Task ReadInstead(CachedConfiguration one)
    {
        try
        {
            var read = ConfigurationRead.Of(
                await client.GetConfiguration(one.Channel, CancellationToken.None), one.Channel);
            Warn(one.Learn(new()
            {
                Document = read.Document is { } text ? Masked.Of(text) : null,
                Error = read.Configuration.Error,
                ReadAt = read.Document is null ? null : clock.GetUtcNow(),
                UnavailableSince = read.IsAnswer ? null : clock.GetUtcNow(),
                GoodFor = readInterval,
            }));
        }
        catch (Exception exception)
        {
            one.Fail(exception);
        }
    }
}
