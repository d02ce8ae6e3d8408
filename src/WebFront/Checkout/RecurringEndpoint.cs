using QliroAdapter.WebFront;

namespace QliroAdapter.Checkout;

/// <summary>The saved token to charge an order with.</summary>
public sealed record RecurringTokenModel
{
    /// <summary>
    /// The token that an earlier purchase left at Norce under <c>payment.recurring.token</c>. Whoever holds it can
    /// charge.
    /// </summary>
    public Masked? Token { get; init; }
}

/// <summary>The published answer of recurring.</summary>
public sealed record QliroCheckoutRecurringOrder
{
    /// <summary>Norce's id of the payment.</summary>
    public required string PaymentId { get; init; }
}

internal static class RecurringEndpoint
{
    /// <summary>Create a new Qliro Checkout order using a recurring token from a previous Qliro purchase</summary>
    /// <remarks>
    /// Charges a Norce order without a shopper. Answered once Qliro has accepted the charge, which is not yet paid: the
    /// payment becomes reserved or declined when Qliro reports. Repeating the call with the same token never charges
    /// twice.
    /// </remarks>
    public static async Task<IResult> CreateRecurring(
        [AsParameters] OrderAddress address, HttpRequest request, IPaymentGrains grains, MessageIds ids)
    {
        var body = await JsonBody.Read<RecurringTokenModel>(request, WebJson.Camel);
        var created = await grains.Get(address.Key()).CreateRecurring(
            new CreateRecurringPayment { Token = body.Token ?? Masked.Of(""), MessageId = ids.Next() });
        return created.IsAccepted
            ? TypedResults.Json(new QliroCheckoutRecurringOrder { PaymentId = created.Value.PaymentId }, WebJson.Camel)
            : new RefusedResult(created.Error);
    }
}
