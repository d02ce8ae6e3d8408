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
/// A message that starts something: a creation, a charge, a capture, a cancel, a refund. Its sender gives it an
/// identity, which is stored with what the message starts. A turn that restarts after a lost commit, a message that was
/// sent again because its answer was lost, and another activation recognise by it what they have begun: they go on with
/// it and answer as the first time. It is no idempotency key: that is the caller's, and joins several requests of it.
/// </summary>
public interface IIdentifiedMessage
{
    /// <summary>
    /// Made by the sender, another for each message. Null: a node of an older version sent it, and nobody can tell a
    /// second arrival from a new request, so the message is not sent again.
    /// </summary>
    Guid? MessageId { get; }
}

/// <summary>Sent by the scan for due work. Any number of repeats is harmless.</summary>
public sealed record Continue;

/// <summary>
/// The engine cannot take the message now: the queue is full, or no silo took it in time. Nothing was begun, so it may
/// be sent again.
/// </summary>
public sealed class GrainBusyException(string message) : Exception(message);
