using QliroAdapter.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.QliroCallbacks;

internal static class NotificationEndpoints
{
    /// <summary>Notification</summary>
    /// <remarks>
    /// Called by Qliro when a party behind it has finished or failed, mostly an integrated shipping provider such as
    /// nShift or Ingrid: the shipping on the Norce order becomes confirmed or failed. Answered <c>received</c> once
    /// stored.
    /// </remarks>
    public static async Task<IResult> Notification(
        [AsParameters] CallbackAddress address, HttpRequest request, IPaymentGrains grains)
    {
        var notification = await JsonBody.Read<QliroNotification>(request, QliroJson.Options);
        return Received(await grains.Get(address.Key()).ReceiveNotification(new() { Notification = notification }));
    }

    /// <summary>Save recurring details</summary>
    /// <remarks>
    /// Called by Qliro when the shopper's card was saved for later charges. The token for later charges is written to
    /// the Norce payment under <c>recurring</c>. Answered <c>received</c> once stored. Read in the published spelling
    /// and in Qliro's own.
    /// </remarks>
    public static async Task<IResult> SaveRecurringDetails(
        [AsParameters] CallbackAddress address, HttpRequest request, IPaymentGrains grains)
    {
        var card = await JsonBody.Read<QliroSavedCard>(request, QliroJson.Options);
        return Received(await grains.Get(address.Key()).SaveRecurringDetails(new() { Card = card }));
    }

    private static IResult Received(Outcome<Done> outcome)
        => outcome.IsAccepted ? ReceivedResult.Json : new RefusedResult(outcome.Error);
}
