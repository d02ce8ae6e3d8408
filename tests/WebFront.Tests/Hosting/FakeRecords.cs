using QliroAdapter.Ops;

namespace QliroAdapter.WebFront.Tests;

/// <summary>Stored payments as a list in memory, and statistics of an engine that the test sets.</summary>
internal sealed class FakeRecords : IPaymentRecords, ISiloStatistics, IPartnerHealth, IChannelHealth, ICallBodies
{
    private int probes;
    private int counts;

    public List<PaymentSummary> Payments { get; } = [];

    public Dictionary<string, List<TimelineEntry>> Timelines { get; } = new(StringComparer.Ordinal);

    public IReadOnlyList<PartnerHealth> Hosts { get; set; } = [];

    public IReadOnlyList<ChannelHealth> Stale { get; set; } = [];

    public Exception? Failure { get; set; }

    /// <summary>Every probe waits for this.</summary>
    public Task ProbeHeld { get; set; } = Task.CompletedTask;

    /// <summary>How often the store was probed.</summary>
    public int Probes => Volatile.Read(ref probes);

    public int Activations { get; set; } = 7;

    public int WaitingMessages { get; set; } = 3;

    public int RunningTurns { get; set; } = 2;

    public bool IsReady { get; set; } = true;

    public Task<IReadOnlyList<PaymentSummary>> Find(PaymentSearch search, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<PaymentSummary>>(
        [
            .. Payments
                .Where(payment => search.Text is not { } text || Names(payment).Any(name => search.IsExact
                    ? name == text
                    : name?.StartsWith(text, StringComparison.Ordinal) == true))
                .Where(payment => search.Merchant is null || payment.Merchant == search.Merchant)
                .Where(payment => search.Channel is null || payment.Channel == search.Channel)
                .Where(payment => search.From is null || payment.UpdatedAt >= search.From)
                .Where(payment => search.Until is null || payment.UpdatedAt < search.Until)
                .Where(payment => search.NeedsPersonAt is not { } now || NeedsPerson(payment, now))
                .Where(payment => search.After is not { } place
                    || string.CompareOrdinal(payment.Key, place.Key) > 0)
                .Where(payment => search.State is null || payment.State == search.State)
                .Where(payment => !search.ParkedOnly || payment.ParkedReason is not null)
                .Where(payment => !search.HeldOnly || payment.HeldReason is not null)
                .Where(payment => !search.EventsWaitingOnly || payment.EventsSince is not null)
                .Where(payment => !search.EventsGivenUpOnly || payment.EventsGivenUp > 0)
                .Where(payment => search.Method is null || payment.Method == search.Method)
                .Where(payment => search.AmountMin is null || payment.Amount?.Amount >= search.AmountMin)
                .Where(payment => search.AmountMax is null || payment.Amount?.Amount <= search.AmountMax)
                .Where(payment => !search.OutboxOnly || payment.OutboxEntries > 0)
                .Take(search.RowsMax),
        ]);

    public List<CallBody> Bodies { get; } = [];

    Task<IReadOnlySet<string>> ICallBodies.Add(IReadOnlyList<CallBody> bodies, CancellationToken cancellation)
    {
        Bodies.AddRange(bodies);
        return Task.FromResult<IReadOnlySet<string>>(bodies.Select(body => body.Key).ToHashSet());
    }

    Task<IReadOnlyList<CallBody>> ICallBodies.Find(string key, int max, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<CallBody>>(
            [.. Bodies.Where(body => body.Key == key && body.Partner != KeptVersion.Partner)]);

    Task<IReadOnlyList<KeptVersion>> ICallBodies.Versions(string key, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<KeptVersion>>(
            [.. Bodies.Where(body => body.Key == key).Select(body => KeptVersion.Of(body.Operation, body.At, body.Id))
                .OfType<KeptVersion>()]);

    Task<string?> ICallBodies.Document(string key, KeptVersion version, CancellationToken cancellation)
        => Task.FromResult(Bodies.FirstOrDefault(body => body.Key == key && body.Operation == version.Name)?.Request);

    Task ICallBodies.DeleteBefore(DateTimeOffset at, CancellationToken cancellation) => Task.CompletedTask;

    /// <summary>Where every search stops.</summary>
    public PagePlace? End { get; set; }

    public Task<PagePlace?> EndOf(PaymentSearch search, CancellationToken cancellation) => Task.FromResult(End);

    /// <summary>Every count by state waits for this.</summary>
    public Task CountHeld { get; set; } = Task.CompletedTask;

    /// <summary>How often the states were counted.</summary>
    public int Counts => Volatile.Read(ref counts);

    public async Task<IReadOnlyList<StateCount>> CountByState(CancellationToken cancellation)
    {
        Interlocked.Increment(ref counts);
        await CountHeld;
        return
        [
            .. Payments.GroupBy(payment => payment.State, StringComparer.Ordinal).Select(group => new StateCount(
                group.Key, group.Count(), group.Count(payment => payment.ParkedReason is not null),
                group.Sum(payment => payment.OutboxEntries))),
        ];
    }

    public DateTimeOffset? OldestOutboxEntry { get; set; }

    public DateTimeOffset? OldestUnparked { get; set; }

    public Task<Backlog> Backlog(DateTimeOffset at, CancellationToken cancellation)
        => Task.FromResult(new Backlog
        {
            OutboxEntries = Payments.Sum(payment => payment.OutboxEntries),
            ParkedEntries = Payments.Where(payment => payment.ParkedReason is not null)
                .Sum(payment => payment.OutboxEntries),
            OldestOutboxEntry = OldestOutboxEntry,
            OldestUnparked = OldestUnparked,
            OldestEvent = Payments.Min(payment => payment.EventsSince),
            EventsGivenUp = Payments.Sum(payment => payment.EventsGivenUp),
            Attention = [.. Payments.Where(payment => NeedsPerson(payment, at)).Select(payment => new AttentionSum(
                payment.Attention?.Kind ?? AttentionKinds.Parked, payment.Amount?.Currency ?? "", 1,
                payment.Attention?.AtRisk ?? 0m))],
        });

    public Task<IReadOnlyList<MerchantBacklog>> Waiting(DateTimeOffset at, int max, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<MerchantBacklog>>([]);

    private static bool NeedsPerson(PaymentSummary payment, DateTimeOffset at)
        => payment.Attention is { } attention ? attention.At <= at : payment.ParkedReason is not null;

    public Task<IReadOnlyList<TimelineEntry>> Timeline(string key, int max, CancellationToken cancellation)
        => Task.FromResult<IReadOnlyList<TimelineEntry>>(Timelines.GetValueOrDefault(key) ?? []);

    public async Task Probe(CancellationToken cancellation)
    {
        Interlocked.Increment(ref probes);
        await ProbeHeld;
        if (Failure is not null) throw Failure;
    }

    private static string?[] Names(PaymentSummary payment) =>
        [payment.Key, payment.OrderId, payment.PaymentId, payment.QliroOrderId, payment.MerchantReference];
}
