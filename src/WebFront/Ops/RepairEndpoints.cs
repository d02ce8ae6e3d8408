using Microsoft.AspNetCore.Mvc;

namespace QliroAdapter.Ops;

/// <summary>What an operator can do with one payment; each action is one message to its grain.</summary>
internal static class RepairEndpoints
{
    public static async Task<IResult> Compare(
        [FromQuery(Name = "key")] string? key, HttpRequest request, IPaymentGrains grains)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return PaymentPage.NotFound(request, key ?? "");
        var compared = await grains.Get(payment).ComparePayment(new());
        return compared.IsAccepted
            ? ComparePage.Result(request, payment, compared.Value)
            : NotDone(request, payment, compared.Error);
    }

    public static async Task<IResult> AskToRetry(
        [FromQuery(Name = "key")] string? key, HttpRequest request, IPaymentGrains grains)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return PaymentPage.NotFound(request, key ?? "");
        var outbox = await grains.Get(payment).ShowOutbox(new());
        return outbox.IsAccepted
            ? RetryPage.Result(request, payment, outbox.Value.Entries)
            : NotDone(request, payment, outbox.Error);
    }

    public static Task<IResult> Refresh(
        [FromQuery(Name = "key")] string? key, HttpRequest request, IPaymentGrains grains)
        => Do(key, request, payment => grains.Get(payment).RepairPayment(new()));

    public static Task<IResult> Retry(
        [FromQuery(Name = "key")] string? key, HttpRequest request, IPaymentGrains grains)
        => Do(key, request, payment => grains.Get(payment).RetryOutbox(new()));

    public static Task<IResult> Resume(
        [FromQuery(Name = "key")] string? key, HttpRequest request, IPaymentGrains grains)
        => Do(key, request, payment => grains.Get(payment).ResumeParked(new()));

    private static async Task<IResult> Do(
        string? key, HttpRequest request, Func<PaymentKey, Task<Outcome<Done>>> message)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return PaymentPage.NotFound(request, key ?? "");
        var done = await message(payment);
        return done.IsAccepted
            ? TypedResults.LocalRedirect("~/ops/payment?key=" + Uri.EscapeDataString(payment.ToString()))
            : NotDone(request, payment, done.Error);
    }

    private static IResult NotDone(HttpRequest request, PaymentKey key, PaymentError error)
    {
        var page = new Page(request);
        return page.Result("Not done", Html.Of($"""
            <p class="problem" role="alert" data-testid="not-done">{error.Code}: {error.Message}</p>
            <p><a href="{page.PaymentUrl(key.ToString())}">Back to the payment</a>.</p>
            """), StatusCodes.Status409Conflict);
    }
}
