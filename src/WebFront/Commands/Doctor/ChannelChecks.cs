namespace QliroAdapter.WebFront;

/// <summary>Finds the channels that this machine knows of.</summary>
internal static class ChannelChecks
{
    /// <summary>The channels under <c>Channels</c>, then the others, each once.</summary>
    public static IEnumerable<ChannelKey> Channels(IConfiguration settings, IEnumerable<ChannelKey> others)
        => Configured(settings).Concat(others).Distinct();

    public static IReadOnlyList<CheckResult> Known(IReadOnlyList<ChannelKey> channels) => channels.Count > 0
        ? [CheckResult.Ok("channels", string.Join(", ", channels.Select(Name)))]
        :
        [
            CheckResult.Warn("channels", "none is known, so that neither Norce nor Qliro was asked anything",
                "Name one: doctor --channel merchant/channel"),
        ];

    public static IReadOnlyList<CheckResult> Duplicates(IConfiguration settings)
    {
        var twice = Configured(settings).GroupBy(channel => channel).Where(group => group.Count() > 1)
            .Select(group => Name(group.Key)).ToList();
        return twice.Count == 0
            ? [CheckResult.Ok("duplicate channels", "none")]
            :
            [
                CheckResult.Fail("duplicate channels", $"{string.Join(", ", twice)} has several entries under Channels",
                    "Leave one; the last one counts now"),
            ];
    }

    public static string Name(ChannelKey channel) => $"{channel.Merchant}/{channel.Channel}";

    private static IEnumerable<ChannelKey> Configured(IConfiguration settings) => settings.GetSection("Channels")
        .GetChildren().Select(entry => new ChannelKey(entry["merchant"] ?? "", entry["channel"] ?? ""));
}
