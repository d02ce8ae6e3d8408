using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Settings;
using QliroAdapter.WebFront;

namespace QliroAdapter.Ops;

/// <summary>What the page of a channel shows. Holds no secret.</summary>
public sealed record ChannelFacts
{
    public required ChannelKey Channel { get; init; }

    /// <summary>True when the document stands in this process's settings, so that Norce is not asked for it.</summary>
    public bool IsFromSettings { get; init; }

    /// <summary>What is in force; empty when there is nothing.</summary>
    public IReadOnlyList<SettingInForce> Settings { get; init; } = [];

    /// <summary>Why there is none, or why it could not be asked.</summary>
    public string? Problem { get; init; }

    /// <summary>When the Configuration API last gave it; absent for a document of the settings.</summary>
    public DateTimeOffset? ReadAt { get; init; }

    /// <summary>Since when that API gives no answer about the channel.</summary>
    public DateTimeOffset? UnavailableSince { get; init; }

    public IReadOnlyList<ChannelChange> Changes { get; init; } = [];

    /// <summary>What the checks found; absent when they were not asked for, or cannot be made here.</summary>
    public IReadOnlyList<CheckResult>? Checks { get; init; }

    public static async Task<ChannelFacts> Read(ChannelKey channel, IConfiguration settings, IPaymentGrains grains)
    {
        if (ConfiguredChannels.Read(settings).TryGetValue(channel, out var entry))
        {
            return new()
            {
                Channel = channel, IsFromSettings = true,
                Settings = ConfigurationDocument.InForce(ConfiguredChannels.DocumentOf(entry)),
            };
        }
        try
        {
            return Of(channel, await grains.Get(channel).GetConfiguration(new()));
        }
        catch (Exception failure) when (failure is TimeoutException or GrainBusyException)
        {
            return new() { Channel = channel, Problem = "The node that reads the document does not answer now." };
        }
    }

    private static ChannelFacts Of(ChannelKey channel, ChannelDocument read)
    {
        using var document = read.Document is { } text ? JsonDocument.Parse(text.Reveal()) : null;
        return new()
        {
            Channel = channel,
            Settings = document is null ? [] : ConfigurationDocument.InForce(SettingsNode.Of(document.RootElement)),
            Problem = read.Error?.Message,
            ReadAt = read.ReadAt,
            UnavailableSince = read.UnavailableSince,
            Changes = read.Changes,
        };
    }
}
