using Microsoft.AspNetCore.Mvc;

namespace QliroAdapter.WebFront;

/// <summary>
/// An order named by headers and path. <see cref="CallerCheck"/> has made sure that no part is empty.
/// </summary>
/// <param name="Merchant">Norce's identifier of the shop.</param>
/// <param name="Channel">Norce's name of the purchase flow.</param>
/// <param name="OrderId">Norce's id of the order.</param>
public sealed record OrderAddress(
    [FromHeader(Name = "x-merchant")] string Merchant,
    [FromHeader(Name = "x-channel")] string Channel,
    [FromRoute(Name = "order_id")] string OrderId)
{
    internal OrderKey Key() => OrderKey.Of(Merchant, Channel, OrderId);
}

/// <summary>A payment named by headers and path.</summary>
/// <param name="Merchant">Norce's identifier of the shop.</param>
/// <param name="Channel">Norce's name of the purchase flow.</param>
/// <param name="OrderId">Norce's id of the order.</param>
/// <param name="PaymentId">Norce's id of the payment.</param>
public sealed record PaymentAddress(
    [FromHeader(Name = "x-merchant")] string Merchant,
    [FromHeader(Name = "x-channel")] string Channel,
    [FromRoute(Name = "order_id")] string OrderId,
    [FromRoute(Name = "payment_id")] string PaymentId)
{
    internal PaymentKey Key() => PaymentKey.Of(Merchant, Channel, OrderId, PaymentId);
}

/// <summary>A payment named by query and path.</summary>
/// <param name="OrderId">Norce's id of the order.</param>
/// <param name="PaymentId">Norce's id of the payment.</param>
/// <param name="Merchant">Norce's identifier of the shop.</param>
/// <param name="Channel">Norce's name of the purchase flow.</param>
public sealed record CallbackAddress(
    [FromRoute(Name = "order_id")] string OrderId,
    [FromRoute(Name = "payment_id")] string PaymentId,
    [FromQuery(Name = "merchant")] string Merchant,
    [FromQuery(Name = "channel")] string Channel)
{
    internal PaymentKey Key() => PaymentKey.Of(Merchant, Channel, OrderId, PaymentId);
}
