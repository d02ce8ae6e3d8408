using System.Text.Json.Serialization;

namespace QliroAdapter.Ops;

/// <summary>
/// How long calls took, as a histogram: how many fell into each bucket. Histograms of several minutes and nodes are
/// added up and only then asked for a percentile, because percentiles cannot be added. Eight buckets for each doubling,
/// so that a percentile is too high by at most 9 %, and never too low. Immutable.
/// </summary>
public sealed record Latencies
{
    /// <summary>The last bucket, which also holds everything longer: 60 s = 1 ms × 2^(127/8).</summary>
    public const int BucketMax = 127;

    private const int BucketsPerDoubling = 8;

    /// <summary>Of no calls.</summary>
    public static readonly Latencies None = new();

    /// <summary>How many calls, by the number of their bucket; buckets without calls are left out.</summary>
    public IReadOnlyDictionary<int, long> Buckets { get; init; } = new Dictionary<int, long>();

    /// <summary>How many calls in all.</summary>
    [JsonIgnore]
    public long Count => Buckets.Values.Sum();

    /// <summary>The bucket of a call: 0 up to 1 ms.</summary>
    public static int BucketOf(TimeSpan took) => took.TotalMilliseconds <= 1
        ? 0
        : Math.Min(BucketMax, (int)Math.Ceiling(BucketsPerDoubling * Math.Log2(took.TotalMilliseconds)));

    /// <summary>Of all these calls together.</summary>
    public static Latencies Sum(IEnumerable<Latencies> several) => new()
    {
        Buckets = several.SelectMany(one => one.Buckets).GroupBy(bucket => bucket.Key)
            .ToDictionary(group => group.Key, group => group.Sum(bucket => bucket.Value)),
    };

    /// <summary>The time that this share of the calls did not exceed; absent without calls.</summary>
    /// <param name="share">Above 0, up to 1.</param>
    public TimeSpan? Percentile(double share)
    {
        var rank = (long)Math.Ceiling(share * Count);
        foreach (var (bucket, calls) in Buckets.OrderBy(bucket => bucket.Key))
        {
            rank -= calls;
            if (rank <= 0) return TimeSpan.FromMilliseconds(Math.Pow(2, (double)bucket / BucketsPerDoubling));
        }
        return null;
    }
}
