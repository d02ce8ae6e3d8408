using QliroAdapter.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.ClientEvents;

internal static class ClientEventRoutes
{
    /// <summary>
    /// Maps what the shopper's page reports while Qliro's checkout is shown. Qliro's callback token is not accepted
    /// here.
    /// </summary>
    public static void MapClientEventRoutes(this IEndpointRouteBuilder routes)
    {
        var events = routes.MapGroup("/api/checkout/v1/callback/orders/{order_id}/payments/{payment_id}")
            .WithTags("Qliro Checkout 'Client-side events' Callbacks")
            .WithMetadata(CallerRule.Browser);

        events.MapPost("/customer-update", ClientEventEndpoints.UpdateCustomer).Produces(StatusCodes.Status200OK);

        events.MapPost("/shipping-option-update", ClientEventEndpoints.UpdateShippingOption)
            .Produces(StatusCodes.Status200OK)
            .WithMetadata(new TakesBody(
                typeof(QliroShippingMethodChanged), "What Qliro's page told about the chosen shipping."));
    }
}
