namespace QliroAdapter.Ops;

/// <summary>
/// Counts what this process serves, minute by minute, and forgets what is older than <see cref="MinutesMax"/>.
/// Thread-safe; a call costs one short lock.
/// </summary>
public sealed class TrafficRecorder(TimeProvider clock)
{
    /// <summary>Three hours: enough to see when a trouble began.</summary>
    public const int MinutesMax = 180;

    /// <summary>Whoever has a token may name any merchant; of a minute no more than these are told apart.</summary>
    public const int MerchantsMax = 100;

    private readonly Lock gate = new();
    private readonly Minute?[] ring = new Minute?[MinutesMax];

    /// <summary>The minute of a time.</summary>
    public static DateTimeOffset MinuteOf(DateTimeOffset time)
        => new(time.UtcTicks - (time.UtcTicks % TimeSpan.TicksPerMinute), TimeSpan.Zero);

    /// <param name="call">What was called.</param>
    /// <param name="merchant">The merchant that the call named, and proved to speak for.</param>
    /// <param name="isError">See <see cref="MerchantTraffic.Errors"/>.</param>
    /// <param name="took">From the first byte of the request to the answer.</param>
    public void CallAnswered(TimedCall call, string merchant, bool isError, TimeSpan took)
    {
        lock (gate)
        {
            var minute = Current();
            minute.Count(merchant, isError);
            if (call == TimedCall.Push) minute.Pushes[Latencies.BucketOf(took)]++;
            if (call == TimedCall.Validate) minute.Validates[Latencies.BucketOf(took)]++;
        }
    }

    /// <summary>Qliro completed a purchase, and that is stored.</summary>
    public void PurchaseCompleted()
    {
        lock (gate) Current().Purchases++;
    }

    /// <summary>The minutes from this one on, the oldest first; those without any call are left out.</summary>
    public IReadOnlyList<TrafficMinute> Since(DateTimeOffset from)
    {
        lock (gate)
        {
            var oldest = MinuteOf(clock.GetUtcNow()).AddMinutes(1 - MinutesMax);
            return
            [
                .. ring.OfType<Minute>().Where(one => one.At >= from && one.At >= oldest).OrderBy(one => one.At)
                    .Select(one => one.Figures()),
            ];
        }
    }

    private Minute Current()
    {
        var at = MinuteOf(clock.GetUtcNow());
        ref var place = ref ring[(int)(at.UtcTicks / TimeSpan.TicksPerMinute % MinutesMax)];
        if (place?.At != at) place = new(at);
        return place;
    }

    private sealed class Minute(DateTimeOffset at)
    {
        private readonly Dictionary<string, (long Calls, long Errors)> merchants = new(StringComparer.Ordinal);

        public DateTimeOffset At { get; } = at;

        public long Purchases { get; set; }

        public int[] Pushes { get; } = new int[Latencies.BucketMax + 1];

        public int[] Validates { get; } = new int[Latencies.BucketMax + 1];

        public void Count(string merchant, bool isError)
        {
            var name = merchants.ContainsKey(merchant) || merchants.Count < MerchantsMax
                ? merchant
                : MerchantTraffic.Others;
            var (calls, errors) = merchants.GetValueOrDefault(name);
            merchants[name] = (calls + 1, errors + (isError ? 1 : 0));
        }

        public TrafficMinute Figures() => new()
        {
            At = At,
            Purchases = Purchases,
            Merchants = [.. merchants.Select(one => new MerchantTraffic(one.Key, one.Value.Calls, one.Value.Errors))],
            Pushes = Of(Pushes),
            Validates = Of(Validates),
        };

        private static Latencies Of(int[] counts) => new()
        {
            Buckets = counts.Index().Where(bucket => bucket.Item > 0)
                .ToDictionary(bucket => bucket.Index, bucket => (long)bucket.Item),
        };
    }
}
