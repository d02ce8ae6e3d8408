using QliroAdapter.WebFront;

namespace QliroAdapter.Checkout;

internal static class CheckoutRoutes
{
    /// <summary>Maps the storefront's routes: show Qliro's checkout on an order, show it again, remove it.</summary>
    public static void MapCheckoutRoutes(this IEndpointRouteBuilder routes)
    {
        var payments = routes.MapGroup("/api/checkout/v1/orders/{order_id}")
            .WithTags("Payments")
            .WithMetadata(CallerRule.Storefront);

        payments.MapPost("/payments", CheckoutEndpoints.Create)
            .Produces<QliroCheckoutOrder>()
            .Produces(StatusCodes.Status404NotFound)
            .ProducesErrors(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict);

        payments.MapPost("/payments/recurring", RecurringEndpoint.CreateRecurring)
            .Produces<QliroCheckoutRecurringOrder>()
            .Produces(StatusCodes.Status404NotFound)
            .ProducesErrors(StatusCodes.Status400BadRequest, StatusCodes.Status409Conflict)
            .WithMetadata(
                CallerRule.Charges,
                new TakesBody(
                    typeof(RecurringTokenModel), "The token that an earlier purchase left on its Norce payment."));

        payments.MapGet("/payments/{payment_id}", CheckoutEndpoints.Get)
            .Produces<QliroCheckoutOrder>()
            .Produces(StatusCodes.Status404NotFound);

        payments.MapPost("/payments/{payment_id}/remove", CheckoutEndpoints.Remove)
            .Produces(StatusCodes.Status200OK)
            .Produces(StatusCodes.Status404NotFound)
            .ProducesErrors(StatusCodes.Status400BadRequest, StatusCodes.Status401Unauthorized);
    }
}
