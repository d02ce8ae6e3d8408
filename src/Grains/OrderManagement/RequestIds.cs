using System.Security.Cryptography;
using System.Text;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Qliro's idempotency key for one request: derived from payment, operation and part, so that the same request has the same
/// id in every process and after every crash. A name-based GUID in the manner of RFC 9562 version 8, over SHA-256.
/// </summary>
public static class RequestIds
{
    public static Guid For(PaymentKey key, OperationType type, int ordinal, int part) => Named($"{key} {type} {ordinal} {part}");

    /// <summary>A payment is charged once in its life.</summary>
    public static Guid ForCharge(PaymentKey key) => Named($"{key} Charge");

    private static Guid Named(string name)
    {
        var bytes = SHA256.HashData(Encoding.UTF8.GetBytes(name)).AsSpan(0, 16);
        bytes[6] = (byte)((bytes[6] & 0x0F) | 0x80);
        bytes[8] = (byte)((bytes[8] & 0x3F) | 0x80);
        return new Guid(bytes, bigEndian: true);
    }
}
