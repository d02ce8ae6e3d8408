using System.Net;
using System.Text;
using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;
using QliroAdapter.QliroCallbacks;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Upselling;

namespace QliroAdapter.Simulation.Faults;

/// <summary>
/// The connection to the adapter and its web front in their simplest form: a call goes to one of the processes and
/// becomes a message. Tokens are tested with the web front.
/// </summary>
internal sealed class Front(World world) : HttpMessageHandler
{
    private static readonly TimeSpan validationDeadline = TimeSpan.FromSeconds(4.3);
    private static readonly AsyncLocal<string?> hook = new();
    private static readonly JsonSerializerOptions webJson = new(JsonSerializerDefaults.Web);

    /// <summary>
    /// The hook that the running work belongs to; null for all other work. Norce holds its order meanwhile.
    /// </summary>
    public static string? Hook => hook.Value;

    private readonly HashSet<PaymentKey> unanswered = [];

    private PartnerWeather Weather => world.Weather.Callbacks;

    /// <summary>True when Qliro's last question about buying got no answer, which it takes for an approval.</summary>
    public bool WasSilentAbout(PaymentKey key) => unanswered.Contains(key);

    /// <summary>Sends a message of the shop's. Null when no answer came.</summary>
    public async Task<Outcome<T>?> Ask<T>(string what, Func<IPaymentGrains, Task<Outcome<T>>> message)
        where T : class
    {
        world.Trace.Add($"shop -> {what}");
        try
        {
            var isRefused = false;
            var outcome = await Carry(
                what,
                async process =>
                {
                    var answer = await message(process.Grains);
                    isRefused |= !answer.IsAccepted;
                    return answer;
                },
                world.Dice.Of(1, 30, 300),
                () => isRefused);
            if (!outcome.IsAccepted) world.Plot.Refused(world, what, outcome.Error);
            world.Trace.Add($"shop <- {what}: "
                + $"{(outcome.IsAccepted ? "accepted" : outcome.Error.Code + " " + outcome.Error.Message)}");
            return outcome;
        }
        catch (Exception exception)
        {
            world.Auditor.Threw(what, exception);
            world.Trace.Add($"shop <- {what}: no answer");
            return null;
        }
    }

    /// <summary>A partner's call.</summary>
    public Task<HttpResponseMessage> Call(HttpRequestMessage request) => SendAsync(request, CancellationToken.None);

    protected override async Task<HttpResponseMessage> SendAsync(
        HttpRequestMessage request, CancellationToken cancellationToken)
    {
        var segments = request.RequestUri!.AbsolutePath.Split('/');
        var callback = segments[^1];
        var key = World.Key(segments[^4]).Payment(segments[^2]);
        var body = request.Content is null ? "" : await request.Content.ReadAsStringAsync(cancellationToken);
        var what = $"{callback} {key.OrderId} {key.PaymentId}";
        world.Trace.Add($"partner -> {what}{(callback is "push" or "status" ? " " + body : "")}");
        try
        {
            var response = world.Defect.Answered(
                await Carry(what, process => Serve(process, callback, key, body)), callback, key.ToString());
            world.Trace.Add($"partner <- {what}: {(int)response.StatusCode}");
            if (AsksToBuy(callback, body)) unanswered.Remove(key);
            return response;
        }
        catch (Exception exception) when (exception is NoAnswerException)
        {
            world.Trace.Add($"partner <- {what}: no answer");
            if (AsksToBuy(callback, body)) unanswered.Add(key);
            throw new HttpRequestException(HttpRequestError.ResponseEnded, exception.Message);
        }
    }

    private static bool AsksToBuy(string callback, string body)
        => callback == "validate" && !ValidateUpsell.IsAbout(Read<QliroOrder>(body, QliroJson.Options)!);

    /// <param name="what">For the trace.</param>
    /// <param name="serve">What a process does with it.</param>
    /// <param name="twiceWithin">In seconds: when it arrives twice, the second time comes this much later at most.</param>
    /// <param name="isOver">
    /// True when a second arrival is no longer possible. A message is sent again only while its sender has no answer, so
    /// one that was refused, and did nothing, does not come again after its conditions have changed.
    /// </param>
    private async Task<T> Carry<T>(
        string what, Func<Process, Task<T>> serve, double twiceWithin = 1, Func<bool>? isOver = null)
        where T : class
    {
        var dice = world.Dice;
        await world.Time.Pause(Travel());
        if (dice.Chance(Weather.LostRequest)) throw new NoAnswerException("lost on its way here");
        var process = dice.Of(world.Processes);
        var run = process.Run;
        var (again, isUnderWay) = (Task.FromResult<T?>(null), false);
        if (dice.Chance(Weather.Twice))
            again = Repeat(what, () => run.Serve(() => Serve(isAgain: true)), twiceWithin, isOver);
        var answer = await run.Serve(() => Serve(isAgain: false));
        // Who sent it again has missed the first answer, and takes the other.
        if (isOver is not null && isUnderWay) answer = await again ?? throw new NoAnswerException("nor had its repeat");
        await world.Time.Pause(Travel());
        if (dice.Chance(Weather.LostAnswer)) throw new NoAnswerException("lost on its way back");
        return answer;

        Task<T> Serve(bool isAgain)
        {
            isUnderWay |= isAgain;
            return serve(process);
        }
    }

    /// <returns>The answer; null when it was not sent, or got none.</returns>
    private async Task<T?> Repeat<T>(string what, Func<Task<T>> serve, double within, Func<bool>? isOver)
        where T : class
    {
        try
        {
            await world.Time.Pause(world.Dice.Seconds(0, within));
            if (isOver?.Invoke() == true) return null;
            world.Trace.Add($"again -> {what}");
            return await serve();
        }
        catch (Exception exception)
        {
            world.Auditor.Threw(what, exception);
            return null;
        }
    }

    private TimeSpan Travel()
        => world.Dice.Chance(Weather.Slow) ? world.Dice.Seconds(0.3, 3) : world.Dice.Seconds(0.001, 0.03);

    private async Task<HttpResponseMessage> Serve(Process process, string callback, PaymentKey key, string body)
    {
        var grain = process.Grains.Get(key);
        var wasSold = callback is "push" or "status" && world.Auditor.IsSold(key);
        try
        {
            return callback switch
            {
                "push" => Received(
                    key, wasSold, await grain.ReceivePush(new() { Push = Read<QliroPush>(body, QliroJson.Options) })),
                "status" => Received(key, wasSold, await grain.ReceiveStatus(
                    new() { Status = Read<QliroStatusPush>(body, QliroJson.Options) })),
                "save-recurring-details" => Response(await grain.SaveRecurringDetails(
                    new() { Card = Read<QliroSavedCard>(body, QliroJson.Options)! })),
                "validate" => await Validate(process, key, Read<QliroOrder>(body, QliroJson.Options)!),
                "shipping-methods" => Methods(await grain.GetShippingMethods(
                    new() { Question = Read<QliroShippingQuestion>(body, QliroJson.Options)! })),
                "update-payment" or "state-changed" => await ServeHook(grain, callback, key, body),
                "capture" => Managed(key, callback, await grain.Capture(
                    new() { MessageId = world.NextMessageId() })),
                "cancel" => Managed(key, callback, await grain.Cancel(
                    new() { MessageId = world.NextMessageId() })),
                "refund" => Managed(key, callback, await grain.Refund(
                    new() { MessageId = world.NextMessageId() })),
                _ => Response(HttpStatusCode.NotFound, "{}"),
            };
        }
        catch (Exception exception) when (exception is not NoAnswerException)
        {
            world.Auditor.Threw($"{callback} {key}", exception);
            return Response(HttpStatusCode.InternalServerError, "{}");
        }
    }

    private async Task<HttpResponseMessage> ServeHook(IPaymentGrain grain, string callback, PaymentKey key, string body)
    {
        var started = world.Time.GetUtcNow();
        hook.Value = $"{callback} {key}";
        var order = Read<NorceOrder>(body, NorceJson.Options)!;
        var answer = callback == "update-payment"
            ? await grain.UpdatePayment(new() { Order = order })
            : await grain.ChangeState(new() { Order = order });
        world.Auditor.AfterHook($"{callback} {key}", world.Time.GetUtcNow() - started);
        return Patches(answer);
    }

    private async Task<HttpResponseMessage> Validate(Process process, PaymentKey key, QliroOrder order)
    {
        var answer = process.Grains.Get(key).Validate(
            new() { Order = order, AnswerBy = process.Run.Clock.GetUtcNow() + validationDeadline });
        try
        {
            var outcome = await answer.WaitAsync(validationDeadline, world.Time);
            if (!outcome.IsAccepted) return Refused(outcome.Error);
            if (!outcome.Value.IsApproved)
                return Declined(outcome.Value.DeclineReason!, outcome.Value.DeclineReasonMessage!);
            if (!ValidateUpsell.IsAbout(order)) world.Auditor.AfterApproval(key, order);
            return Response(HttpStatusCode.OK, "");
        }
        catch (Exception exception) when (
            exception is TimeoutException or StoreDownException or Store.StoreConflictException)
        {
            return Declined("Other", "Try again.");
        }
    }

    private HttpResponseMessage Received(PaymentKey key, bool wasSold, Outcome<Done> outcome)
    {
        if (outcome.IsAccepted) world.Auditor.AfterReceipt(key, wasSold);
        return Response(outcome);
    }

    private HttpResponseMessage Response(Outcome<Done> outcome) => outcome.IsAccepted
        ? Response(HttpStatusCode.OK, """{"callbackResponse":"received","CallbackResponse":"received"}""")
        : Refused(outcome.Error);

    private HttpResponseMessage Managed<T>(PaymentKey key, string operation, Outcome<T> outcome)
        where T : class
    {
        if (!outcome.IsAccepted) return Refused(outcome.Error);
        world.Auditor.AfterFullOperation(key, operation);
        return Response(HttpStatusCode.OK, "{}");
    }

    private HttpResponseMessage Methods(Outcome<ShippingMethodsAnswer> outcome) => outcome switch
    {
        { IsAccepted: false } => Refused(outcome.Error),
        { Value.Methods.Count: 0 } => Declined("PostalCodeIsNotSupported", ""),
        _ => Response(HttpStatusCode.OK, JsonSerializer.Serialize(
            new { AvailableShippingMethods = outcome.Value.Methods }, QliroJson.Options)),
    };

    private static T? Read<T>(string body, JsonSerializerOptions options)
        => JsonSerializer.Deserialize<T>(body, options);

    private static HttpResponseMessage Declined(string reason, string message) => Response(HttpStatusCode.BadRequest,
        JsonSerializer.Serialize(new { DeclineReason = reason, DeclineReasonMessage = message }));

    private HttpResponseMessage Patches(Outcome<NorceCallbacks.HookAnswer> outcome) => outcome.IsAccepted
        ? Response(HttpStatusCode.OK, JsonSerializer.Serialize(outcome.Value.Patches, NorceJson.Options))
        : Refused(outcome.Error);

    private HttpResponseMessage Refused(PaymentError error)
    {
        world.Plot.Refused(world, "a callback", error);
        var isNone = error.Code.EndsWith("not-found", StringComparison.Ordinal);
        return Response(
            isNone ? HttpStatusCode.NotFound : HttpStatusCode.BadRequest, JsonSerializer.Serialize(error, webJson));
    }

    private static HttpResponseMessage Response(HttpStatusCode status, string body)
        => new(status) { Content = new StringContent(body, Encoding.UTF8, "application/json") };
}
