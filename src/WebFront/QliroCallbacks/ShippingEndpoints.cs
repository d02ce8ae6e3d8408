using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro's page waits for these answers, five seconds at most. What is not known in time is answered as if there were
/// nothing; Qliro asks again at the next change of address or cart.
/// </summary>
internal sealed partial class ShippingEndpoints(
    IPaymentGrains grains, TimeProvider clock, ILogger<ShippingEndpoints> logger)
{
    /// <summary>
    /// Qliro waits 5 s. 4.3 s leave time for the answer to travel back. Reading the body counts towards it.
    /// </summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4.3);

    /// <summary>Shipping methods</summary>
    /// <remarks>
    /// Called by Qliro on each change of address or cart, when the channel has shipping options. Answers the options
    /// that fit the country, the postal code, the weight and the amount, or that nothing is delivered there.
    /// </remarks>
    public static Task<IResult> Methods(
        [AsParameters] CallbackAddress address, HttpRequest request, [FromServices] ShippingEndpoints endpoints) =>
        endpoints.InTime(endpoints.MethodsOf(address.Key(), request), NothingDeliveredResult.Json);

    /// <summary>Shipping addresses</summary>
    /// <remarks>Called by Qliro for addresses to choose from. Answers the addresses of the Norce order.</remarks>
    public static Task<IResult> Addresses(
        [AsParameters] CallbackAddress address, [FromServices] ShippingEndpoints endpoints) =>
        endpoints.InTime(endpoints.AddressesOf(address.Key()), Answer(new QliroCheckoutShippingAddresses()));

    private async Task<IResult> MethodsOf(PaymentKey key, HttpRequest request)
    {
        var question = await JsonBody.Read<QliroShippingQuestion>(request, QliroJson.Options);
        var outcome = await grains.Get(key).GetShippingMethods(new() { Question = question });
        if (!outcome.IsAccepted) return new RefusedResult(outcome.Error);
        return outcome.Value.Methods.Count == 0
            ? NothingDeliveredResult.Json
            : Answer(new QliroCheckoutShippingMethods { AvailableShippingMethods = outcome.Value.Methods });
    }

    private async Task<IResult> AddressesOf(PaymentKey key)
    {
        var outcome = await grains.Get(key).GetShippingAddresses(new());
        return outcome.IsAccepted
            ? Answer(new QliroCheckoutShippingAddresses { AvailableShippingAddresses = outcome.Value.Addresses })
            : new RefusedResult(outcome.Error);
    }

    private async Task<IResult> InTime(Task<IResult> answer, IResult otherwise)
    {
        try
        {
            return await answer.WaitAsync(Deadline, clock);
        }
        catch (TimeoutException) when (!answer.IsCompleted)
        {
            AnsweredTooLate(Deadline.TotalSeconds);
            _ = LogLate(answer);
            return otherwise;
        }
    }

    private async Task LogLate(Task<IResult> answer)
    {
        try
        {
            await answer;
        }
        catch (Exception late)
        {
            LateAnswerFailed(late);
        }
    }

    private static IResult Answer<T>(T body) => TypedResults.Json(body, QliroJson.Options);
}
