using System.Diagnostics.CodeAnalysis;
using System.Text.Json;
using QliroAdapter.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.QliroCallbacks;

/// <summary>Qliro's webhooks about an order and about a payment transaction: stored first, then answered.</summary>
internal static class PushEndpoints
{
    // A push and a status that say nothing are not equal.
    private static readonly QliroStatusPush noStatus = new();

    /// <summary>Push</summary>
    /// <remarks>
    /// Called by Qliro whenever the status of its order has changed. Answered <c>received</c> once stored; the order is
    /// then read back from Qliro and the Norce order is updated. After any other answer Qliro repeats the call.
    /// </remarks>
    public static async Task<IResult> Push(
        [AsParameters] CallbackAddress address, HttpRequest request, IPaymentGrains grains, EqualPushes equal)
    {
        var push = Read<QliroPush>(await JsonBody.Bytes(request));
        var key = address.Key();
        return Received(await equal.Run(key, push, () => IsOrderManagement(push)
            ? grains.Get(key).ReceiveStatus(new ReceiveStatus { Status = push.ToStatusPush() })
            : grains.Get(key).ReceivePush(new ReceivePush { Push = push })));
    }

    /// <summary>Order-management status</summary>
    /// <remarks>
    /// Called by Qliro with the outcome of a payment transaction: a capture, a cancellation, a refund. Answered
    /// <c>received</c> once stored. After any other answer Qliro repeats the call.
    /// </remarks>
    public static async Task<IResult> Status(
        [AsParameters] CallbackAddress address, HttpRequest request, IPaymentGrains grains, EqualPushes equal)
    {
        var status = Read<QliroStatusPush>(await JsonBody.Bytes(request));
        var key = address.Key();
        return Received(await equal.Run(
            key, status ?? noStatus, () => grains.Get(key).ReceiveStatus(new ReceiveStatus { Status = status })));
    }

    // Orders that other builds created use this URL for order management as well.
    private static bool IsOrderManagement([NotNullWhen(true)] QliroPush? push) => push is
    {
        IsOrderManagement: true,
        NotificationType: not QliroNotificationType.CustomerCheckoutStatus,
    };

    // A body that cannot be read does no harm: the order is read back anyway, and a refusal would only make Qliro
    // repeat the call.
    private static T? Read<T>(ReadOnlyMemory<byte> body)
        where T : class
    {
        try
        {
            return body.IsEmpty ? null : JsonSerializer.Deserialize<T>(body.Span, QliroJson.Options);
        }
        catch (JsonException)
        {
            return null;
        }
    }

    private static IResult Received(Outcome<Done> outcome)
        => outcome.IsAccepted ? ReceivedResult.Json : new RefusedResult(outcome.Error);
}
