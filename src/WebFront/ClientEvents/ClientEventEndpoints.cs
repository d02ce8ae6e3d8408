using QliroAdapter.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.ClientEvents;

internal static class ClientEventEndpoints
{
    /// <summary>Refresh customer information on the Norce order from the Qliro order</summary>
    /// <remarks>
    /// To be called on Qliro's onCustomerInfoChanged. The page sees masked data only, so nothing is sent along:
    /// customer and addresses are read from Qliro and written to the Norce order.
    /// </remarks>
    public static async Task<IResult> UpdateCustomer([AsParameters] CallbackAddress address, IPaymentGrains grains) =>
        Answer.Empty(await grains.Get(address.Key()).UpdateCustomer(new UpdateCustomer()));

    /// <summary>Shipping option update</summary>
    /// <remarks>
    /// To be called with the payload of Qliro's onShippingMethodChanged. Names are taken from it, amounts from Qliro's
    /// own order; the Norce order gets the shipping.
    /// </remarks>
    public static async Task<IResult> UpdateShippingOption(
        [AsParameters] CallbackAddress address, HttpRequest request, IPaymentGrains grains)
    {
        var selected = await JsonBody.Read<QliroShippingMethodChanged>(request, QliroJson.Options);
        return Answer.Empty(await grains.Get(address.Key()).UpdateShippingOption(
            new UpdateShippingOption { Selected = selected }));
    }
}
