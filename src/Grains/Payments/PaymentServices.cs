using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;
using QliroAdapter.Partners;
using QliroAdapter.Qliro;
using QliroAdapter.Store;

namespace QliroAdapter.Payments;

/// <summary>The services that all payments of a process share. One per process; thread-safe.</summary>
public sealed partial class PaymentServices(
    IPaymentStore store,
    QliroClient qliro,
    QliroAdminClient qliroAdmin,
    NorceOrderClient norce,
    ChannelConfigurations configurations,
    CallbackUrls urls,
    SweepPace sweep,
    PaymentFeatures features,
    PaymentVault vault,
    TimelineChain timelines,
    Lazy<IPaymentGrains> grains,
    TimeProvider clock,
    Func<double> jitter,
    IOptions<AdapterOptions> adapter,
    IOptions<RetryOptions> retry,
    IOptions<ReconciliationOptions> reconciliation,
    IOptions<PurchaseOptions> purchase,
    TrafficRecorder traffic,
    EventOutlet events,
    BodyJournal bodies,
    ILogger<PaymentServices> logger) : IDisposable
{
    private static readonly TimeSpan sealedPause = TimeSpan.FromSeconds(10);

    private readonly LogSamples refusals = new(clock, (kind, more) => LogMoreRefused(logger, more, kind));
    private readonly LogSamples untold = new(clock, (_, more) => LogMoreNotTold(logger, more));

    private long sealedToldAt;

    public IPaymentStore Store { get; } = store;

    public QliroClient Qliro { get; } = qliro;

    public QliroAdminClient QliroAdmin { get; } = qliroAdmin;

    public NorceOrderClient Norce { get; } = norce;

    public ChannelConfigurations Configurations { get; } = configurations;

    public CallbackUrls Urls { get; } = urls;

    public SweepPace Sweep { get; } = sweep;

    /// <summary>What the features add to a payment.</summary>
    public PaymentFeatures Features { get; } = features;

    /// <summary>Seals personal data.</summary>
    public PaymentVault Vault { get; } = vault;

    /// <summary>Signs timelines.</summary>
    public TimelineChain Timelines { get; } = timelines;

    /// <summary>Access to other grains; resolved late, because grains are created with these services.</summary>
    public IPaymentGrains Grains => grains.Value;

    public TimeProvider Clock { get; } = clock;

    public AdapterOptions Adapter { get; } = adapter.Value;

    public RetryOptions Retry { get; } = retry.Value;

    public ReconciliationOptions Reconciliation { get; } = reconciliation.Value;

    public PurchaseOptions Purchase { get; } = purchase.Value;

    public TrafficRecorder Traffic { get; } = traffic;

    /// <summary>Where events leave the payments' turns for the sender.</summary>
    public EventOutlet Events { get; } = events;

    /// <summary>Keeps callbacks and versions for operators, where they want it.</summary>
    public BodyJournal Bodies { get; } = bodies;

    public ILogger Logger { get; } = logger;

    /// <summary>
    /// False for a refusal that is only counted: whoever has a token can have any number of them. The timeline of a
    /// payment that is known holds each of its own.
    /// </summary>
    /// <param name="kind">What was refused, and the code.</param>
    internal bool MayLogRefusal(string kind) => Logger.IsEnabled(LogLevel.Information) && refusals.MayLog(kind);

    /// <inheritdoc/>
    public void Dispose()
    {
        refusals.End();
        untold.End();
    }

    /// <summary>Uniform in [0, 1), for pauses that must differ between nodes.</summary>
    public double Jitter() => jitter();

    /// <summary>
    /// The commit with the signed head of its timeline. Of a payment that was stored before timelines were signed, the
    /// rows that are there are read once.
    /// </summary>
    internal async Task<(PaymentCommit Commit, TimelineState State)> Link(PaymentCommit commit, TimelineState state)
        => Timelines.Link(
            commit, state,
            Timelines.NeedsRows(state) ? await Store.History(commit.Key, CancellationToken.None) : []);

    /// <summary>Has the payment kept for operators as this commit left it, unless nothing is kept.</summary>
    /// <param name="payment">As it was committed.</param>
    /// <param name="version">That the commit made.</param>
    /// <param name="state">Of its timeline, with the rows of the commit.</param>
    /// <param name="commit">The commit.</param>
    internal void KeepVersion(PaymentDocument payment, long version, TimelineState state, PaymentCommit commit)
    {
        if (!Bodies.WantsVersion()) return;
        var firstRow = state.LastEvent - commit.Timeline.Count + 1;
        Bodies.Keep(new PaymentVersion(payment, new(version, firstRow, state.LastEvent, commit.At), Features.Json));
    }

    /// <summary>Tells that what is stored of the payment is not what was signed.</summary>
    internal void TellBroken(PaymentKey key, string why) => LogTimelineBroken(Logger, key, why);

    /// <summary>
    /// Tells that the payment is not available, because its key cannot be unwrapped: at most every few seconds, for
    /// then it is so of many.
    /// </summary>
    internal void TellSealed(PaymentKey key, DataKeyMissingException missing)
    {
        var now = Clock.GetUtcNow().UtcTicks;
        var last = Interlocked.Read(ref sealedToldAt);
        if (now - last < sealedPause.Ticks || Interlocked.CompareExchange(ref sealedToldAt, now, last) != last) return;
        LogSealed(Logger, key, missing.Id);
    }

    /// <summary>
    /// Sends a payment a message without waiting for the answer; the payment's own turn makes its effect durable.
    /// </summary>
    public void Tell<T>(PaymentKey key, Func<IPaymentGrain, Task<T>> message) => _ = Send(key, message);

    private async Task Send<T>(PaymentKey key, Func<IPaymentGrain, Task<T>> message)
    {
        try
        {
            await message(Grains.Get(key));
        }
        catch (Exception exception)
        {
            if (Logger.IsEnabled(LogLevel.Warning) && untold.MayLog("message")) LogNotTold(Logger, exception, key);
        }
    }
}
