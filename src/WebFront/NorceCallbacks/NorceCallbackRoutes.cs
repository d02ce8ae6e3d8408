using QliroAdapter.Norce;
using QliroAdapter.WebFront;

namespace QliroAdapter.NorceCallbacks;

internal static class NorceCallbackRoutes
{
    /// <summary>
    /// Maps the hooks that are registered on the Norce order. Norce holds the order until they answer.
    /// </summary>
    public static void MapNorceCallbackRoutes(this IEndpointRouteBuilder routes)
    {
        var callbacks = routes.MapGroup("/api/checkout/v1/callback/orders/{order_id}/payments/{payment_id}")
            .WithTags("Norce Callbacks")
            .WithMetadata(
                CallerRule.Norce, HookRoute.Mark, new TakesBody(typeof(NorceOrder), "The order as it would become."));

        callbacks.MapPost("/cart-changed", NorceCallbackEndpoints.CartChanged)
            .Produces<IReadOnlyList<PatchOperation>>()
            .Produces(StatusCodes.Status404NotFound);

        callbacks.MapPost("/state-changed", NorceCallbackEndpoints.StateChanged)
            .Produces<IReadOnlyList<PatchOperation>>()
            .Produces(StatusCodes.Status400BadRequest)
            .Produces(StatusCodes.Status404NotFound);

        callbacks.MapPost("/update-payment", NorceCallbackEndpoints.UpdatePayment)
            .Produces<IReadOnlyList<PatchOperation>>()
            .Produces(StatusCodes.Status404NotFound);

        callbacks.MapPost("/upsell/complete", NorceCallbackEndpoints.CompleteUpsell)
            .Produces<IReadOnlyList<PatchOperation>>()
            .Produces(StatusCodes.Status400BadRequest)
            .Produces(StatusCodes.Status404NotFound)
            .WithMetadata(
                new TakesBody(typeof(NorceOrder), "The order as it is."),
                new BeyondPublished("Ends the time in which goods can be added before it ends by itself."));
    }
}
