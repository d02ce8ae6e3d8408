using QliroAdapter.WebFront;

namespace QliroAdapter.OrderManagement;

internal static class OrderManagementRoutes
{
    /// <summary>Maps Norce's payment actions after the purchase.</summary>
    public static void MapOrderManagementRoutes(this IEndpointRouteBuilder routes)
    {
        var payment = routes.MapGroup("/api/order/v1/orders/{order_id}/payments/{payment_id}")
            .WithTags("Order Management")
            .WithMetadata(CallerRule.Actions);

        payment.MapPost("/refresh", OrderManagementEndpoints.Refresh)
            .Produces(StatusCodes.Status200OK)
            .Produces(StatusCodes.Status400BadRequest)
            .Produces(StatusCodes.Status404NotFound);

        payment.MapGet("/ledger", OrderManagementEndpoints.Ledger)
            .Produces<PaymentLedger>()
            .Produces(StatusCodes.Status404NotFound)
            .ProducesErrors(StatusCodes.Status400BadRequest)
            .WithMetadata(new BeyondPublished("A back office learns what it may send."));

        payment.MapPost("/cancel", OrderManagementEndpoints.Cancel)
            .Produces<QliroCheckoutOrder>()
            .WithMetadata(new TakesBody(
                typeof(PartialOperation),
                "Lines to release. Without a body everything that is reserved and not captured is released.",
                IsRequired: false));

        payment.MapPost("/capture", OrderManagementEndpoints.Capture)
            .Produces<QliroCheckoutOrder>()
            .WithMetadata(new TakesBody(
                typeof(PartialOperation),
                "Lines to capture. Without a body everything that is left is captured.",
                IsRequired: false));

        payment.MapPost("/refund", OrderManagementEndpoints.Refund)
            .Produces<QliroCheckoutOrder>()
            .WithMetadata(new TakesBody(
                typeof(PartialRefund),
                "Lines to refund and fees to keep, or an amount and its reason. Without either everything not yet "
                    + "returned is refunded.",
                IsRequired: false));
    }
}
