namespace QliroAdapter;

/// <summary>
/// Gives access to every grain. Grains use it instead of Orleans' factory, so that they also run outside a silo.
/// Thread-safe; getting a grain costs nothing.
/// </summary>
public interface IPaymentGrains
{
    /// <summary>The payment's actor, active or not.</summary>
    IPaymentGrain Get(PaymentKey key);

    /// <summary>The order's actor, active or not.</summary>
    IOrderGrain Get(OrderKey key);

    /// <summary>The channel's actor, active or not. Used only by a node's cache of configurations.</summary>
    IChannelGrain Get(ChannelKey key);

    /// <summary>The same payment's actor, for the turns of hooks. Used only by the payment itself.</summary>
    IHookTurns GetHooks(PaymentKey key);
}

/// <summary>
/// Marks a method that starts something which a second arrival could start again. When its answer is lost it is not
/// sent again, unless its message is an <see cref="IKeyedMessage"/> with a key; instead the sender is told that the
/// outcome is unknown. So the sender waits for the longest turn (60 s).
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class BeginsOnceAttribute : Attribute;

/// <summary>A message that may carry an idempotency key, by which a second arrival is recognised.</summary>
public interface IKeyedMessage
{
    /// <summary>The caller's <c>Idempotency-Key</c>; null when none was sent.</summary>
    string? IdempotencyKey { get; }
}

/// <summary>Sent by the scan for due work. Any number of repeats is harmless.</summary>
public sealed record Continue;

/// <summary>
/// The engine cannot take the message now: the queue is full, or no silo took it in time. Nothing was begun, so it may
/// be sent again.
/// </summary>
public sealed class GrainBusyException(string message) : Exception(message);
