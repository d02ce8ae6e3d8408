using Microsoft.AspNetCore.Mvc;
using QliroAdapter.Qliro;
using QliroAdapter.WebFront;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro treats silence, and any answer that it does not know, as an approval. So this endpoint always decides before
/// Qliro stops waiting: what is not decided in time, or fails, is a decline, after which the shopper may try again.
/// </summary>
internal sealed partial class ValidateEndpoint(
    IPaymentGrains grains, TimeProvider clock, ILogger<ValidateEndpoint> logger)
{
    /// <summary>
    /// Qliro waits 5 s. 4.3 s leave time for the answer to travel back. Reading the body counts towards it.
    /// </summary>
    internal static readonly TimeSpan Deadline = TimeSpan.FromSeconds(4.3);

    private QliroOrder? order;

    // Taken while the request is there: a decision that comes after the answer still says that it failed.
    private ProvenCall? caller;

    /// <summary>Validate</summary>
    /// <remarks>
    /// Called by Qliro when the shopper presses buy. When approved, the Norce order is in processing. When declined,
    /// the shopper reads the message and may try again.
    /// </remarks>
    public static Task<IResult> Validate(
        [AsParameters] CallbackAddress address, HttpRequest request, [FromServices] ValidateEndpoint endpoint) =>
        endpoint.AnswerInTime(address.Key(), request);

    /// <summary>
    /// The purchase of a token that has expired, or one too many: declined, and nothing is read. Qliro would take
    /// another refusal for an approval.
    /// </summary>
    public static IResult NotLookedAt()
    {
        var declined = new Declined(DeclineCause.NotOpen, "");
        return DeclinedResult.Of(declined.Reason, DeclineTexts.Of(null, declined.Cause));
    }

    private async Task<IResult> AnswerInTime(PaymentKey key, HttpRequest request)
    {
        caller = request.HttpContext.Features.Get<ProvenCall>();
        var answer = AnswerOf(key, request, clock.GetUtcNow() + Deadline);
        try
        {
            return await answer.WaitAsync(Deadline, clock);
        }
        catch (TimeoutException)
        {
            DecidedTooLate(Deadline.TotalSeconds);
            _ = LogLate(answer);
            return Undecided();
        }
    }

    private async Task<IResult> AnswerOf(PaymentKey key, HttpRequest request, DateTimeOffset answerBy)
    {
        try
        {
            order = await JsonBody.Read<QliroOrder>(request, QliroJson.Options);
        }
        catch (BadHttpRequestException unreadable)
        {
            caller?.NoteFailure();
            return DeclinedResult.Of(unreadable);
        }

        try
        {
            var outcome = await grains.Get(key).Validate(
                new ValidateOrder { Order = order, AnswerBy = answerBy });
            if (outcome is { IsAccepted: true, Value.IsUndecided: true }) caller?.NoteFailure();
            if (outcome.IsAccepted) return Judged(outcome.Value);
            // A parked payment cannot be decided. It is declined, because Qliro treats any other refusal as an
            // approval.
            return outcome.Error.Code == ErrorCodes.PaymentConflict
                ? Undecided()
                : new RefusedResult(outcome.Error);
        }
        catch (Exception failure) when (failure is not BadHttpRequestException)
        {
            ValidationFailed(failure);
            return Undecided();
        }
    }

    private IResult Undecided()
    {
        caller?.NoteFailure();
        var declined = new Declined(DeclineCause.CannotDecide, "");
        return DeclinedResult.Of(declined.Reason, DeclineTexts.Of(OrderCulture.Of(order), declined.Cause));
    }

    private static IResult Judged(ValidationAnswer answer) => answer.DeclineReason is { } reason
        ? DeclinedResult.Of(reason, answer.DeclineReasonMessage ?? "")
        : TypedResults.Ok();

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
}
