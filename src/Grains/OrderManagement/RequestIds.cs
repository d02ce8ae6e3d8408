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
    /// <param name="ordinal">Number of the operation among the payment's, from 1.</param>
    /// <param name="part">Number of the request within the operation, from 1.</param>
    /// <param name="after">
    /// Qliro's newest transaction when the operation was requested. A rebuilt payment numbers its operations from 1
    /// again, and must not use the ids it used before.
    /// </param>
    public static Guid For(PaymentKey key, OperationType type, int ordinal, int part, long after)
        => From($"{key} {type} {ordinal} {part} {after}");

    /// <summary>The next id, for a request for which Qliro was busy although it remembers the id.</summary>
    public static Guid Renewed(Guid id) => From($"after {id}");

    /// <summary>The id of the payment's only charge.</summary>
    public static Guid ForCharge(PaymentKey key) => From($"{key} Charge");

    /// <summary>The id of one try to give Qliro the shop's order number.</summary>
    public static Guid ForOrderNumber(PaymentKey key, string number, int attempt)
        => From($"{key} OrderNumber {number} {attempt}");

    private static Guid From(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
