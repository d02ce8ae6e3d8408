using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Options;
using QliroAdapter.Ops;
using QliroAdapter.Store;

namespace QliroAdapter.EmbeddedSilo;

/// <summary>Every payment and order of this process, run by the engine inside it. Thread-safe.</summary>
public sealed class EmbeddedPaymentGrains : IPaymentGrains, ISiloStatistics, IDisposable
{
    private readonly Intake intake = new();
    private readonly SiloMetrics metrics;
    private readonly Activations<PaymentKey, IPaymentGrain> payments;
    private readonly Activations<OrderKey, IOrderGrain> orders;

    /// <summary>Takes messages from here on.</summary>
    /// <param name="payment">Makes a payment's actor; does no work in it.</param>
    /// <param name="order">Makes an order's actor; does no work in it.</param>
    /// <param name="claims">Keeps other nodes' turns away.</param>
    /// <param name="options">Bounds.</param>
    /// <param name="time">The engine's clock.</param>
    /// <param name="metrics">What happens, as numbers.</param>
    /// <param name="logger">What happens, as text.</param>
    public EmbeddedPaymentGrains(
        Func<PaymentKey, IPaymentGrain> payment, Func<OrderKey, IOrderGrain> order, ITurnClaims claims,
        IOptions<EmbeddedSiloOptions> options, TimeProvider time, SiloMetrics metrics,
        ILogger<EmbeddedPaymentGrains> logger)
    {
        this.metrics = metrics;
        payments = new(payment, options.Value, intake, claims, time, metrics, logger);
        orders = new(order, options.Value, intake, claims, time, metrics, logger);
    }

    /// <inheritdoc/>
    public int Activations => metrics.Activations;

    /// <inheritdoc/>
    public int WaitingMessages => metrics.WaitingMessages;

    /// <inheritdoc/>
    public int RunningTurns => metrics.RunningTurns;

    /// <inheritdoc/>
    public bool IsReady => intake.IsOpen;

    /// <inheritdoc/>
    public IPaymentGrain Get(PaymentKey key) => new EmbeddedPaymentGrain(payments, key);

    /// <inheritdoc/>
    public IOrderGrain Get(OrderKey key) => new EmbeddedOrderGrain(orders, key);

    /// <summary>
    /// Refuses messages from outside from here on; those of turns under way are taken, so that they can end.
    /// Completes when every turn, queued ones too, has ended.
    /// </summary>
    public Task Stop() => intake.Close();

    /// <inheritdoc/>
    public void Dispose()
    {
        payments.Dispose();
        orders.Dispose();
    }
}
