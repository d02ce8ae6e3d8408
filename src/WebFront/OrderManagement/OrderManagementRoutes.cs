using QliroAdapter.WebFront;

namespace QliroAdapter.OrderManagement;

internal static class OrderManagementRoutes
{
    /// <summary>Maps Norce's payment actions after the purchase.</summary>
    public static void MapOrderManagementRoutes(this IEndpointRouteBuilder routes)
    {
        var payment = routes.MapGroup("/api/order/v1/orders/{order_id}/payments/{payment_id}")
            .WithTags("Order Management")
            .WithMetadata(CallerRule.Server);

        payment.MapPost("/refresh", OrderManagementEndpoints.Refresh)
            .Produces(StatusCodes.Status200OK)
            .Produces(StatusCodes.Status400BadRequest)
            .Produces(StatusCodes.Status404NotFound);

        payment.MapPost("/cancel", OrderManagementEndpoints.Cancel).Produces<QliroCheckoutOrder>();

        payment.MapPost("/capture", OrderManagementEndpoints.Capture)
            .Produces<QliroCheckoutOrder>()
            .WithMetadata(new TakesBody(
                typeof(PartialOperation),
                "Lines to capture. Without a body everything that is left is captured.",
                IsRequired: false));

        payment.MapPost("/refund", OrderManagementEndpoints.Refund)
            .Produces<QliroCheckoutOrder>()
            .WithMetadata(new TakesBody(
                typeof(PartialOperation),
                "Lines to refund, and fees to keep. Without lines everything not yet returned is refunded.",
                IsRequired: false));
    }
}
