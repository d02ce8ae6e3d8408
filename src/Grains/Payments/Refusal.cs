using QliroAdapter.Outbox;

namespace QliroAdapter.Payments;

/// <summary>
/// Refusals of ours that any message can meet, by name; each feature has its own beside its decisions. A caller learns
/// the ids and the next step from the text.
/// </summary>
public static class Refusal
{
    public static PaymentError PaymentNotFound(PaymentKey key, string why)
        => Of(ErrorCodes.PaymentNotFound, $"Payment {key.PaymentId} of order {key.OrderId} was not found: {why}.");

    /// <summary>The payment waits for an operator; nothing was done.</summary>
    public static PaymentError Parked(PaymentKey key, string why)
        => Of(ErrorCodes.PaymentConflict,
            $"Payment {key.PaymentId} of order {key.OrderId} is parked for an operator, nothing was done: {why}") with
        {
            IsConflict = true,
        };

    /// <summary>
    /// The same for a message that only its sender can send again: it was not stored, so the sender must repeat it.
    /// </summary>
    public static PaymentError NotStored(PaymentKey key, string why)
        => Of(ErrorCodes.InternalServerError,
            $"Payment {key.PaymentId} of order {key.OrderId} is parked for an operator and this was not stored: {why}");

    public static PaymentError PaymentUnusable(PaymentKey key, string member)
        => Of(ErrorCodes.OrderBadRequest,
            $"Payment {key.PaymentId} of order {key.OrderId} has no usable {member} at Norce.");

    public static PaymentError NotDelivered(PaymentKey key, string call, string? problem)
        => Of(ErrorCodes.OrderError,
            $"{call} for payment {key.PaymentId} is not done yet ({problem ?? "unknown"}); it is retried.");

    /// <summary>The same of one entry; the text says so when an operator's hold is the reason.</summary>
    internal static PaymentError NotDelivered(PaymentKey key, string call, PaymentDocument payment, OutboxEntry entry)
        => payment.Hold is { } hold
            ? Of(ErrorCodes.OrderError,
                $"{call} for payment {key.PaymentId} is recorded and done when the payment is released; it is {hold}")
            : NotDelivered(key, call, entry.Problem);

    internal static PaymentError Of(string code, string message) => new() { Code = code, Message = message };
}
