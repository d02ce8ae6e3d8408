using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.Ops;
using QliroAdapter.OutgoingEvents;
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
    Lazy<IPaymentGrains> grains,
    TimeProvider clock,
    Func<double> jitter,
    IOptions<AdapterOptions> adapter,
    IOptions<RetryOptions> retry,
    IOptions<ReconciliationOptions> reconciliation,
    IOptions<PurchaseOptions> purchase,
    TrafficRecorder traffic,
    EventOutlet events,
    ILogger<PaymentServices> logger)
{
    public IPaymentStore Store { get; } = store;

    public QliroClient Qliro { get; } = qliro;

    public QliroAdminClient QliroAdmin { get; } = qliroAdmin;

    public NorceOrderClient Norce { get; } = norce;

    public ChannelConfigurations Configurations { get; } = configurations;

    public CallbackUrls Urls { get; } = urls;

    public SweepPace Sweep { get; } = sweep;

    /// <summary>What the features add to a payment.</summary>
    public PaymentFeatures Features { get; } = features;

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

    public ILogger Logger { get; } = logger;

    /// <summary>Uniform in [0, 1), for pauses that must differ between nodes.</summary>
    public double Jitter() => jitter();

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
            LogNotTold(Logger, exception, key);
        }
    }
}
