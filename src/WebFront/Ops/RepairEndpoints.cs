using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Ops.Pages;

namespace QliroAdapter.Ops;

/// <summary>What an operator can do with one payment; each action is one message to its grain.</summary>
internal static class RepairEndpoints
{
    public static async Task<IResult> ShowComparison([FromQuery(Name = "key")] string? key, IPaymentGrains grains)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return OpsEndpoints.NoPayment(key);
        var compared = await grains.Get(payment).ComparePayment(new());
        return compared.IsAccepted
            ? OpsPage.Of<Compare>(
                (nameof(Pages.Compare.Key), payment), (nameof(Pages.Compare.Comparison), compared.Value))
            : NotDone(payment, compared.Error);
    }

    public static async Task<IResult> AskToRetry([FromQuery(Name = "key")] string? key, IPaymentGrains grains)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return OpsEndpoints.NoPayment(key);
        var outbox = await grains.Get(payment).ShowOutbox(new());
        return outbox.IsAccepted
            ? OpsPage.Of<Retry>((nameof(Pages.Retry.Key), payment),
                (nameof(Pages.Retry.Waiting), outbox.Value.Entries.Where(entry => !entry.IsParked).ToList()))
            : NotDone(payment, outbox.Error);
    }

    public static Task<IResult> Refresh(
        [FromQuery(Name = "key")] string? key, IPaymentGrains grains, HttpContext context)
        => Do(key, payment => grains.Get(payment).RepairPayment(new() { By = Operator.Of(context)?.Name }));

    public static Task<IResult> RetryNow(
        [FromQuery(Name = "key")] string? key, IPaymentGrains grains, HttpContext context)
        => Do(key, payment => grains.Get(payment).RetryOutbox(new() { By = Operator.Of(context)?.Name }));

    public static Task<IResult> Resume(
        [FromQuery(Name = "key")] string? key, IPaymentGrains grains, HttpContext context)
        => Do(key, payment => grains.Get(payment).ResumeParked(new() { By = Operator.Of(context)?.Name }));

    private static async Task<IResult> Do(string? key, Func<PaymentKey, Task<Outcome<Done>>> message)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return OpsEndpoints.NoPayment(key);
        var done = await message(payment);
        return done.IsAccepted
            ? TypedResults.LocalRedirect("~/ops/payment?key=" + Uri.EscapeDataString(payment.ToString()))
            : NotDone(payment, done.Error);
    }

    private static IResult NotDone(PaymentKey key, PaymentError error) => OpsPage.Of<NotDone>(
        StatusCodes.Status409Conflict,
        (nameof(Pages.NotDone.Key), key.ToString()), (nameof(Pages.NotDone.Error), error));
}
