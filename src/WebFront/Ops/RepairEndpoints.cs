using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Ops.Pages;

namespace QliroAdapter.Ops;

/// <summary>
/// What an operator can do with one payment: a page that says what would be done, and a form with a reason that has it
/// done. Each action is one message to the payment's grain.
/// </summary>
internal static class RepairEndpoints
{
    /// <summary>The form's field, and what is said when it is empty.</summary>
    public const string ReasonField = "reason";

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

    /// <summary>The page of an action that says what would be done now.</summary>
    public static async Task<IResult> Ask(
        [FromRoute(Name = "action")] string name, [FromQuery(Name = "key")] string? key, IPaymentGrains grains)
    {
        if (OpsAction.Of(name) is not { } action) return TypedResults.NotFound();
        if (action == OpsAction.Refresh) return TypedResults.StatusCode(StatusCodes.Status405MethodNotAllowed);
        if (PaymentKey.TryParse(key) is not { } payment) return OpsEndpoints.NoPayment(key);
        var preview = await grains.Get(payment).Preview(new() { Kind = action.Kind });
        return preview.IsAccepted
            ? OpsPage.Of<Pages.Act>((nameof(Pages.Act.Key), payment), (nameof(Pages.Act.Action), action),
                (nameof(Pages.Act.Preview), preview.Value))
            : NotDone(payment, preview.Error);
    }

    /// <summary>Does an action, with the reason that the form has.</summary>
    public static async Task<IResult> Do(
        [FromRoute(Name = "action")] string name, [FromQuery(Name = "key")] string? key, IPaymentGrains grains,
        HttpContext context)
    {
        if (OpsAction.Of(name) is not { } action) return TypedResults.NotFound();
        if (PaymentKey.TryParse(key) is not { } payment) return OpsEndpoints.NoPayment(key);
        if (await ReasonOf(context.Request) is not { } reason)
            return NotDone(payment, NoReason, StatusCodes.Status400BadRequest);
        var done = await action.Send(grains.Get(payment), Operator.Of(context)!.Name, reason);
        return done.IsAccepted
            ? TypedResults.LocalRedirect("~/ops/payment?key=" + Uri.EscapeDataString(payment.ToString()))
            : NotDone(payment, done.Error);
    }

    /// <summary>The refusal of an action without a reason.</summary>
    public static PaymentError NoReason { get; } = new()
    {
        Code = ErrorCodes.OrderBadRequest, Message = "Say why: the reason stands in the timeline. Nothing was done.",
    };

    /// <summary>The form's reason; null when there is none.</summary>
    public static async Task<string?> ReasonOf(HttpRequest request)
        => Stated((await request.ReadFields())[ReasonField]);

    /// <summary>A reason without spaces around it; null when nothing is left.</summary>
    public static string? Stated(string? reason) => string.IsNullOrWhiteSpace(reason) ? null : reason.Trim();

    /// <summary>The page that says why an action was not done.</summary>
    public static IResult NotDone(
        PaymentKey key, PaymentError error, int status = StatusCodes.Status409Conflict) => OpsPage.Of<NotDone>(
        status, (nameof(Pages.NotDone.Key), key.ToString()), (nameof(Pages.NotDone.Error), error));
}
