using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Ops.Pages;

namespace QliroAdapter.Ops;

/// <summary>
/// Kept callbacks of a payment, and their replay: for operators who may act, because only they see bodies.
/// </summary>
internal static class CallbackEndpoints
{
    /// <summary>The page that says what would be handed over.</summary>
    public static async Task<IResult> Ask(
        [FromQuery(Name = "key")] string? key, [FromQuery(Name = "id")] long? id, HttpContext context,
        ICallBodies bodies, CancellationToken cancellation)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return OpsEndpoints.NoPayment(key);
        if (Operator.Of(context) is not { MayAct: true }) return NotAllowed;
        var found = await CallbackReplay.Find(bodies, payment, id, cancellation);
        return OpsPage.Of<Pages.Act>(
            (nameof(Pages.Act.Key), payment), (nameof(Pages.Act.Action), OpsAction.Replay),
            (nameof(Pages.Act.Preview), PreviewOf(found)),
            (nameof(Pages.Act.To), $"callback?key={Uri.EscapeDataString(payment.ToString())}&id={id}"));
    }

    /// <summary>Hands it over, with the reason that the form has.</summary>
    public static async Task<IResult> Do(
        [FromQuery(Name = "key")] string? key, [FromQuery(Name = "id")] long? id, HttpContext context,
        ICallBodies bodies, IPaymentGrains grains, CancellationToken cancellation)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return OpsEndpoints.NoPayment(key);
        if (await RepairEndpoints.ReasonOf(context.Request) is not { } reason)
            return RepairEndpoints.NotDone(payment, RepairEndpoints.NoReason, StatusCodes.Status400BadRequest);
        var done = await Replay(payment, id, reason, context, bodies, grains, cancellation);
        return done.IsAccepted
            ? TypedResults.LocalRedirect("~/ops/payment?key=" + Uri.EscapeDataString(payment.ToString()))
            : RepairEndpoints.NotDone(payment, done.Error);
    }

    /// <summary>Kept callbacks, oldest first, for the command line.</summary>
    public static async Task<IResult> List(
        [FromQuery(Name = "key")] string? key, HttpContext context, ICallBodies bodies,
        CancellationToken cancellation)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return OpsApi.NotFound(key);
        if (Operator.Of(context) is not { MayAct: true }) return NotAllowed;
        var kept = await bodies.Find(payment.ToString(), CallbackReplay.LookedAtMax, cancellation);
        return TypedResults.Json(
            kept.Where(body => body.IsCallback).Select(body => new KeptCallback(
                body.Id, body.At, body.Operation, CallbackReplay.IsOffered(body), body.Request, body.Answer)).ToList(),
            PaymentExport.Json);
    }

    /// <summary>What a replay would hand over, for the command line.</summary>
    public static async Task<IResult> Preview(
        [FromQuery(Name = "key")] string? key, [FromQuery(Name = "id")] long? id, HttpContext context,
        ICallBodies bodies, CancellationToken cancellation)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return OpsApi.NotFound(key);
        if (Operator.Of(context) is not { MayAct: true }) return NotAllowed;
        return OpsApi.Previewed(PreviewOf(await CallbackReplay.Find(bodies, payment, id, cancellation)));
    }

    /// <summary>Hands it over, for the command line.</summary>
    public static async Task<IResult> Act(
        [FromQuery(Name = "key")] string? key, [FromQuery(Name = "id")] long? id, HttpContext context,
        ICallBodies bodies, IPaymentGrains grains, CancellationToken cancellation)
    {
        if (PaymentKey.TryParse(key) is not { } payment) return OpsApi.NotFound(key);
        if (await RepairEndpoints.ReasonOf(context.Request) is not { } reason)
            return OpsApi.Failed(RepairEndpoints.NoReason, StatusCodes.Status400BadRequest);
        var done = await Replay(payment, id, reason, context, bodies, grains, cancellation);
        return done.IsAccepted
            ? TypedResults.Json(new ActionDone(OpsAction.Replay.Name, payment.ToString()), PaymentExport.Json)
            : OpsApi.Refused(done.Error);
    }

    private static IResult NotAllowed => OpsPage.Of<NotAllowed>(StatusCodes.Status403Forbidden);

    private static async Task<Outcome<Done>> Replay(
        PaymentKey key, long? id, string reason, HttpContext context, ICallBodies bodies, IPaymentGrains grains,
        CancellationToken cancellation)
    {
        var found = await CallbackReplay.Find(bodies, key, id, cancellation);
        return found.IsAccepted
            ? await found.Value.Send(grains.Get(key), Operator.Of(context)!.Name, reason)
            : found.Error;
    }

    private static ActionPreview PreviewOf(Outcome<CallbackReplay> found)
        => found.IsAccepted ? found.Value.Preview : new() { Steps = [], WhyNot = found.Error.Message };
}

/// <summary>A kept callback.</summary>
/// <param name="Id">By which it is handed over again.</param>
/// <param name="At">When it came.</param>
/// <param name="Name">One of <see cref="CallbackNames"/>.</param>
/// <param name="CanReplay">Whether it can be handed over again.</param>
/// <param name="Body">What it said, redacted.</param>
/// <param name="Answer">What it was answered.</param>
internal sealed record KeptCallback(
    long Id, DateTimeOffset At, string Name, bool CanReplay, string Body, string Answer);
