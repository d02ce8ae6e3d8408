using QliroAdapter.Ops;
using QliroAdapter.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.QliroCallbacks;

internal static class QliroCallbackRoutes
{
    /// <summary>Maps the callback URLs that Qliro is given with each order.</summary>
    public static void MapQliroCallbackRoutes(this IEndpointRouteBuilder routes)
    {
        var callbacks = routes.MapGroup("/api/checkout/v1/callback/orders/{order_id}/payments/{payment_id}")
            .WithTags("Qliro Checkout Callbacks")
            .WithMetadata(CallerRule.QliroReports);

        callbacks.MapPost("/validate", ValidateEndpoint.Validate)
            .Produces(StatusCodes.Status200OK)
            .Produces<QliroCheckoutValidationErrorResponse>(StatusCodes.Status400BadRequest)
            .ProducesErrors(StatusCodes.Status401Unauthorized, StatusCodes.Status404NotFound)
            .WithMetadata(
                CallerRule.QliroCheckout with { Undecided = ValidateEndpoint.NotLookedAt },
                new TakesBody(typeof(QliroOrder), "The Qliro order; totals and addresses may be missing."),
                new Timed(TimedCall.Validate));

        callbacks.MapPost("/push", PushEndpoints.Push)
            .Produces<QliroCheckoutPushResponse>()
            .WithMetadata(new TakesBody(
                typeof(QliroPush),
                "What Qliro says has changed. A hint only: the order is read back whatever it says, or without it.",
                IsRequired: false), new Timed(TimedCall.Push));

        callbacks.MapPost("/notification", NotificationEndpoints.Notification)
            .Produces<QliroCheckoutPushResponse>()
            .WithMetadata(new TakesBody(typeof(QliroNotification), "What happened, in the words of whoever did it."));

        callbacks.MapPost("/save-recurring-details", NotificationEndpoints.SaveRecurringDetails)
            .Produces<QliroCheckoutPushResponse>()
            .WithMetadata(new TakesBody(typeof(QliroSavedCard), "The card, and the id to charge it with."));

        callbacks.MapPost("/status", PushEndpoints.Status)
            .Produces<QliroCheckoutPushResponse>()
            .WithMetadata(
                new TakesBody(typeof(QliroStatusPush), "What became of a payment transaction.", IsRequired: false),
                new BeyondPublished("Qliro reports here how captures, cancellations and refunds ended."));

        MapShipping(callbacks);
    }

    private static void MapShipping(RouteGroupBuilder callbacks)
    {
        callbacks.MapPost("/shipping-methods", ShippingEndpoints.Methods)
            .Produces<QliroCheckoutShippingMethods>()
            .Produces<QliroCheckoutShippingDecline>(StatusCodes.Status400BadRequest)
            .Produces(StatusCodes.Status401Unauthorized)
            .Produces(StatusCodes.Status404NotFound)
            .WithMetadata(
                CallerRule.QliroCheckout,
                new TakesBody(typeof(QliroShippingQuestion), "Where the goods are to go; any part may be missing."),
                new BeyondPublished(
                    "Qliro asks here which deliveries to offer, when the channel has shippingOptions."));

        callbacks.MapPost("/shipping-addresses", ShippingEndpoints.Addresses)
            .Produces<QliroCheckoutShippingAddresses>()
            .Produces(StatusCodes.Status401Unauthorized)
            .Produces(StatusCodes.Status404NotFound)
            .WithMetadata(
                CallerRule.QliroCheckout,
                new TakesBody(typeof(QliroShippingQuestion), "Who asks; not needed.", IsRequired: false),
                new BeyondPublished("Qliro asks here which addresses to offer, when the channel has shippingOptions."));
    }
}
