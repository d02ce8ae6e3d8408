using QliroAdapter.WebFront;

namespace QliroAdapter.Checkout;

internal static class CheckoutEndpoints
{
    /// <summary>Create a new Qliro Checkout order</summary>
    /// <remarks>
    /// Adds a Qliro payment to an existing Norce order and answers the HTML of Qliro's checkout. A creation that was
    /// cut off half-way is finished by the next call. Once a creation has completed, another is refused until the
    /// payment is removed.
    /// </remarks>
    public static async Task<IResult> Create(
        [AsParameters] OrderAddress address, IPaymentGrains grains, MessageIds ids) =>
        Answer.Snippet(await grains.Get(address.Key()).Create(new CreatePayment { MessageId = ids.Next() }));

    /// <summary>Get an existing Qliro Checkout order</summary>
    /// <remarks>
    /// Answers the current HTML: the checkout while the purchase is open, Qliro's receipt once it is confirmed.
    /// </remarks>
    public static async Task<IResult> Get([AsParameters] PaymentAddress address, IPaymentGrains grains)
        => Answer.Snippet(await grains.Get(address.Key()).Get(new GetPayment()));

    /// <summary>Remove a Qliro Checkout order</summary>
    /// <remarks>
    /// Takes the payment, and the shippings chosen in Qliro's checkout, off the Norce order by setting their state to
    /// removed, and deletes the hooks that came with it. A paid order is never removed. Repeating it is harmless.
    /// </remarks>
    public static async Task<IResult> Remove([AsParameters] PaymentAddress address, IPaymentGrains grains)
        => Answer.Empty(await grains.Get(address.Key()).Remove(new RemovePayment()));
}
