using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Recurring;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Qliro's idempotency key for one request: derived from payment, operation and part, so that the same request has the
/// same id in every process and after every crash. A name-based GUID in the manner of RFC 9562 version 8, over SHA-256.
/// </summary>
public static class RequestIds
{
    /// <param name="key">The payment.</param>
    /// <param name="type">What is done.</param>
    /// <param name="ordinal">Which operation of the payment, from 1.</param>
    /// <param name="part">Which request of the operation, from 1.</param>
    /// <param name="after">
    /// Qliro's newest transaction when the operation was asked for: a payment that was rebuilt counts its operations
    /// from 1 again, and must not use the ids it used before.
    /// </param>
    public static Guid For(PaymentKey key, OperationType type, int ordinal, int part, long after)
        => From($"{key} {type} {ordinal} {part} {after}");

    /// <summary>
    /// The id after this one, for a request that Qliro was too busy for and whose id it remembers all the same.
    /// </summary>
    public static Guid Renewed(Guid id) => From($"after {id}");

    /// <summary>A payment is charged once.</summary>
    public static Guid ForCharge(PaymentKey key) => From($"{key} Charge");

    private static Guid From(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
