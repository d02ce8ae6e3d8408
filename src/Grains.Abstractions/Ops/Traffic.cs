using System.Text.Json.Serialization;

namespace QliroAdapter.Ops;

/// <summary>What one process, or all of them, served in one minute. Immutable.</summary>
public sealed record TrafficMinute
{
    /// <summary>When the minute began (UTC).</summary>
    public required DateTimeOffset At { get; init; }

    /// <summary>Purchases that Qliro completed.</summary>
    public long Purchases { get; init; }

    /// <summary>Calls of shops, Norce and Qliro whose caller proved itself, by the merchant that they named.</summary>
    public IReadOnlyList<MerchantTraffic> Merchants { get; init; } = [];

    /// <summary>How long Qliro's pushes took to answer.</summary>
    public Latencies Pushes { get; init; } = Latencies.None;

    /// <summary>How long Qliro's validations took to answer.</summary>
    public Latencies Validates { get; init; } = Latencies.None;

    /// <summary>Calls in all.</summary>
    [JsonIgnore]
    public long Calls => Merchants.Sum(merchant => merchant.Calls);

    /// <summary>How many of <see cref="Calls"/> failed, as <see cref="MerchantTraffic.Errors"/>.</summary>
    [JsonIgnore]
    public long Errors => Merchants.Sum(merchant => merchant.Errors);

    /// <summary>All of these together, as if they were of one minute.</summary>
    public static TrafficMinute Sum(DateTimeOffset at, IReadOnlyCollection<TrafficMinute> several) => new()
    {
        At = at,
        Purchases = several.Sum(one => one.Purchases),
        Merchants =
        [
            .. several.SelectMany(one => one.Merchants).GroupBy(one => one.Merchant, StringComparer.Ordinal).Select(
                group => new MerchantTraffic(group.Key, group.Sum(one => one.Calls), group.Sum(one => one.Errors))),
        ],
        Pushes = Latencies.Sum(several.Select(one => one.Pushes)),
        Validates = Latencies.Sum(several.Select(one => one.Validates)),
    };
}

/// <summary>Calls that named one merchant.</summary>
/// <param name="Merchant">Its name; <see cref="Others"/> for those beyond the bound.</param>
/// <param name="Calls">How many.</param>
/// <param name="Errors">
/// How many of them failed for a reason that is not the caller's: the adapter, Norce or Qliro could not do it.
/// </param>
public sealed record MerchantTraffic(string Merchant, long Calls, long Errors)
{
    /// <summary>Stands for further merchants; no merchant can be called so.</summary>
    public const string Others = "(others)";
}

/// <summary>Calls whose duration is kept, because a partner waits only so long for the answer.</summary>
public enum TimedCall
{
    /// <summary>Any other call.</summary>
    None,

    /// <summary>Qliro's push.</summary>
    Push,

    /// <summary>Qliro's validation.</summary>
    Validate,
}
