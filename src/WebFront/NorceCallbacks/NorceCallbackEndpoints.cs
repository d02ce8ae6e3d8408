using QliroAdapter.Norce;
using QliroAdapter.Payments;
using QliroAdapter.WebFront;

namespace QliroAdapter.NorceCallbacks;

internal static class NorceCallbackEndpoints
{
    /// <summary>Handle cart changed</summary>
    /// <remarks>The former name of update-payment, which orders opened under it still call. It does the same.</remarks>
    public static Task<IResult> CartChanged(
        [AsParameters] PaymentAddress address, HttpRequest request, IPaymentGrains grains, TimeProvider time) =>
        UpdatePayment(address, request, grains, time);

    /// <summary>Handle order changes</summary>
    /// <remarks>
    /// Updates Qliro's order to the Norce order as it would become, and answers the patches that update the payment as
    /// well. A refusal stops the change.
    /// </remarks>
    public static async Task<IResult> UpdatePayment(
        [AsParameters] PaymentAddress address, HttpRequest request, IPaymentGrains grains, TimeProvider time)
    {
        var order = await JsonBody.Read<NorceOrder>(request, NorceJson.Options);
        return await Patches(
            address, grains.Get(address.Key()).UpdatePayment(new UpdatePayment { Order = order }), time);
    }

    /// <summary>Handle state changed</summary>
    /// <remarks>
    /// Checks the order state that somebody else is about to set against Qliro's order, and answers the patches for the
    /// payment that follow from it. A refusal stops the change.
    /// </remarks>
    public static async Task<IResult> StateChanged(
        [AsParameters] PaymentAddress address, HttpRequest request, IPaymentGrains grains, TimeProvider time)
    {
        var order = await JsonBody.Read<NorceOrder>(request, NorceJson.Options);
        return await Patches(
            address, grains.Get(address.Key()).ChangeState(new ChangeState { Order = order }), time);
    }

    /// <summary>Complete upsell</summary>
    /// <remarks>
    /// Norce no longer waits for goods to be added after the purchase: what was added is applied to the payment, and
    /// the order is completed. Answers the patches that update the payment; none when nothing waits for it.
    /// </remarks>
    public static async Task<IResult> CompleteUpsell(
        [AsParameters] PaymentAddress address, HttpRequest request, IPaymentGrains grains, TimeProvider time)
    {
        var order = await JsonBody.Read<NorceOrder>(request, NorceJson.Options);
        return await Patches(
            address, grains.Get(address.Key()).CompleteUpsell(new CompleteUpsell { Order = order }), time);
    }

    // Norce holds its order while the hook runs, so the answer is limited in time. The turn goes on after that, and is
    // harmless when Norce calls the hook again.
    private static async Task<IResult> Patches(
        PaymentAddress address, Task<Outcome<HookAnswer>> answer, TimeProvider time)
    {
        try
        {
            var outcome = await answer.WaitAsync(HookRoute.AnswerWithin, time);
            return outcome.IsAccepted
                ? TypedResults.Json(outcome.Value.Patches, WebJson.Camel)
                : new RefusedResult(outcome.Error);
        }
        catch (TimeoutException)
        {
            return new RefusedResult(TimedOut.Running(address.Key()));
        }
    }
}
