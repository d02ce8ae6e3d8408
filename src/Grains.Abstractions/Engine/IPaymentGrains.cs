namespace QliroAdapter;

/// <summary>The way to every grain; each host supplies its own. Thread-safe; getting a grain costs nothing.</summary>
public interface IPaymentGrains
{
    /// <summary>The payment's actor, active or not.</summary>
    IPaymentGrain Get(PaymentKey key);

    /// <summary>The order's actor, active or not.</summary>
    IOrderGrain Get(OrderKey key);
}

/// <summary>This method's turn may run beside the grain's other turns. It reads only.</summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class InterleavesAttribute : Attribute;

/// <summary>
/// Norce holds the order while this method runs or waits: it is answered within four seconds or refused,
/// and turns before it stop waiting for Norce two seconds after its arrival.
/// </summary>
[AttributeUsage(AttributeTargets.Method)]
public sealed class HookAttribute : Attribute;

/// <summary>Sent by the due-work scan. May repeat at will.</summary>
public sealed record Continue;

/// <summary>
/// The engine cannot take the message now: the queue is full, or the process is stopping. Nothing was done.
/// </summary>
public sealed class GrainBusyException(string message) : Exception(message);
