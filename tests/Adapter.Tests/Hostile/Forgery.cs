using System.Buffers.Binary;
using System.Buffers.Text;
using System.Security.Cryptography;
using System.Text;
using QliroAdapter.Sandbox;

namespace QliroAdapter.Adapter.Tests.Hostile;

/// <summary>Callbacks of somebody who knows the URLs and has tokens, but none for what is called.</summary>
internal sealed class Forgery(PaymentKey target, PaymentKey other)
{
    /// <summary>The routes that Qliro's token opens.</summary>
    private static readonly string[] routes =
    [
        "push", "status", "validate", "notification", "save-recurring-details", "shipping-methods", "shipping-addresses",
    ];

    private readonly string right = Sign(SandboxHost.CallbackSecret, "qliro", target);

    /// <summary>The names of all kinds, for a failure's message.</summary>
    public static IReadOnlyList<string> Kinds { get; } =
    [
        "made up", "absent", "empty", "long", "not ASCII", "of another payment", "of another purpose",
        "of another merchant", "of another channel", "of a secret that was replaced", "truncated", "lengthened",
        "in other letter case", "twice", "replayed on a route of the storefront", "replayed for another order",
        "replayed under dots", "of parts cut elsewhere",
    ];

    /// <summary>The path and query of one forged callback; another for each number.</summary>
    public string Url(int number)
    {
        var route = routes[number / Kinds.Count % routes.Length];
        return (number % Kinds.Count) switch
        {
            0 => On(target, route, Base64Url.EncodeToString(SHA256.HashData(BitConverter.GetBytes(number)))),
            1 => On(target, route, null),
            2 => On(target, route, ""),
            3 => On(target, route, new string('A', 3000)),
            4 => On(target, route, "åäö€😀"),
            5 => On(target, route, Sign(SandboxHost.CallbackSecret, "qliro", other)),
            6 => On(target, route, Sign(SandboxHost.CallbackSecret, "norce", target)),
            7 => On(PaymentKey.Of("x" + target.Merchant, target.Channel, target.OrderId, target.PaymentId), route, right),
            8 => On(PaymentKey.Of(target.Merchant, "x" + target.Channel, target.OrderId, target.PaymentId), route, right),
            9 => On(target, route, Sign("the-secret-of-last-year-0123456789", "qliro", target)),
            10 => On(target, route, right[..(number % right.Length)]),
            11 => On(target, route, right + "A"),
            12 => On(target, route, Swapped(right)),
            13 => On(target, route, right) + "&token=" + right,
            14 => On(target, number % 2 == 0 ? "customer-update" : "shipping-option-update", right),
            15 => On(other, route, right),
            16 => On(target, route, right).Replace("/orders/", "/orders/x%2F..%2F", StringComparison.Ordinal),
            _ => On(
                PaymentKey.Of(target.Merchant, target.Channel, target.OrderId + target.PaymentId[..1], target.PaymentId[1..]),
                route, right),
        };
    }

    private static string On(PaymentKey key, string route, string? token)
    {
        var path = "/api/checkout/v1/callback/orders/" + Uri.EscapeDataString(key.OrderId)
            + $"/payments/{Uri.EscapeDataString(key.PaymentId)}/{route}?merchant={key.Merchant}&channel={key.Channel}";
        return token is null ? path : $"{path}&token={Uri.EscapeDataString(token)}";
    }

    // The published form of a token, made here once more, so that a change of it is noticed.
    private static string Sign(string secret, string purpose, PaymentKey key)
    {
        using var framed = new MemoryStream();
        var length = new byte[sizeof(int)];
        foreach (var part in (string[])[purpose, key.OrderId, key.PaymentId, key.Merchant, key.Channel])
        {
            var bytes = Encoding.UTF8.GetBytes(part);
            BinaryPrimitives.WriteInt32BigEndian(length, bytes.Length);
            framed.Write(length);
            framed.Write(bytes);
        }
        return Base64Url.EncodeToString(HMACSHA256.HashData(Encoding.UTF8.GetBytes(secret), framed.ToArray()));
    }

    private static string Swapped(string token)
        => string.Concat(token.Select(one => char.IsUpper(one) ? char.ToLowerInvariant(one) : char.ToUpperInvariant(one)));
}
