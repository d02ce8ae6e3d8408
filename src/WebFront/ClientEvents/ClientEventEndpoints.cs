using QliroAdapter.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.ClientEvents;

internal static class ClientEventEndpoints
{
    /// <summary>Refresh customer information on the Norce order from the Qliro order</summary>
    /// <remarks>
    /// To be called on Qliro's onCustomerInfoChanged. The call carries no data, because the page sees masked data only:
    /// customer and addresses are read from Qliro and written to the Norce order.
    /// </remarks>
    public static async Task<IResult> UpdateCustomer([AsParameters] CallbackAddress address, IPaymentGrains grains)
        => Answer.Empty(await grains.Get(address.Key()).UpdateCustomer(new UpdateCustomer()));

    /// <summary>Shipping option update</summary>
    /// <remarks>
    /// To be called with the payload of Qliro's onShippingMethodChanged. Names are taken from it, amounts only from
    /// Qliro's own order. The shipping is written to the Norce order.
    /// </remarks>
    public static async Task<IResult> UpdateShippingOption(
        [AsParameters] CallbackAddress address, HttpRequest request, IPaymentGrains grains)
    {
        var selected = await JsonBody.Read<QliroShippingMethodChanged>(request, QliroJson.Options);
        return Answer.Empty(await grains.Get(address.Key()).UpdateShippingOption(
            new UpdateShippingOption { Selected = selected }));
    }
}
