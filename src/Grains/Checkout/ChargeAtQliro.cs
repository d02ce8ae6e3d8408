using QliroAdapter.Norce;
using QliroAdapter.OwedCalls;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>The outgoing part of a charge: from "stored" to "Qliro has it", "Qliro refused" or "not known".</summary>
public static class ChargeAtQliro
{
    /// <summary>
    /// Another node may have taken up a charge that this one gave up, and have sent it: by now that has arrived, and
    /// what came of it is looked for.
    /// </summary>
    private static readonly TimeSpan LooksAfter = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Null when Qliro has it. An error with the payment removed: it was given up and nothing is charged. An error with
    /// the payment still creating: not known.
    /// </summary>
    public static async Task<PaymentError?> Run(Turn turn, bool isResumed)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted)
            return isResumed ? configuration.Error : await Abandon(turn, configuration.Error);
        var charging = new Charging(turn, configuration.Value, isResumed);
        if (isResumed)
        {
            var found = await Find(charging);
            if (found.IsAccepted) return await Adopt(charging, found.Value);
            if (!IsNotThere(found.Failure)) return QliroRefusal.Of(found.Failure);
        }
        var request = await Prepare(charging);
        return request.IsAccepted ? await Send(charging, request.Value, mayRepeat: true) : request.Error;
    }

    private sealed record Charging(Turn Turn, ChannelConfiguration Configuration, bool IsResumed);

    private static async Task<PaymentError?> Send(Charging charging, MerchantPayment request, bool mayRepeat)
    {
        var turn = charging.Turn;
        var sent = turn.Note(await turn.Services.QliroAdmin.MerchantPayment(
            charging.Configuration.Account, request, turn.Time.Qliro));
        if (sent is { IsAccepted: true, Value.OrderId: { } id })
            return await Accept(turn, id, [.. sent.Value.Transactions.Select(one => one.PaymentTransactionId)]);
        if (!sent.IsAccepted && IsRefused(charging, sent.Failure, mayRepeat))
            return await Abandon(turn, QliroRefusal.Of(sent.Failure));

        // Whether it arrived is not known: Qliro's books tell.
        var error = sent.IsAccepted
            ? Refusal.ChargeUnknown(turn.Key, "Qliro named no order")
            : QliroRefusal.Of(sent.Failure);
        var found = await Find(charging);
        if (found.IsAccepted) return await Adopt(charging, found.Value);
        return mayRepeat && IsNotThere(found.Failure)
            ? await Send(charging, request, mayRepeat: false)
            : Refusal.ChargeUnknown(turn.Key, error.Message) with { QliroError = error.QliroError };
    }

    /// <summary>
    /// Certain that nothing was booked: Qliro said no, or, when nothing was sent before, was never reached. An
    /// overloaded gateway (429, 503) may have passed it on, and a refused RequestId means that it arrived before.
    /// </summary>
    private static bool IsRefused(Charging charging, PartnerFailure failure, bool isFirst) => failure.Kind switch
    {
        PartnerFailureKind.Rejected => !failure.Message.Contains("RequestId", StringComparison.OrdinalIgnoreCase),
        PartnerFailureKind.Unavailable => failure.Status is null && isFirst && !charging.IsResumed,
        _ => false,
    };

    /// <summary>Norce's payment and order go to processing, so that nobody changes what is charged.</summary>
    private static async Task<Outcome<MerchantPayment>> Prepare(Charging charging)
    {
        var turn = charging.Turn;
        NorceOrder? order = null;
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (!read.IsAccepted) return read.Failure;
            order = read.Value;
            return await Process(turn, order);
        });
        if (failure is not null)
        {
            var error = NorceRefusal.Of(failure, NorceResource.Order);
            if (charging.IsResumed && failure is not { Kind: PartnerFailureKind.Rejected, Status: not 409 })
                return error;
            return await Abandon(turn, error);
        }
        var lines = ChargeRequest.LinesOf(order!, charging.Configuration);
        if (!lines.IsAccepted) return await Abandon(turn, lines.Error);
        if (lines.Value.Hash != turn.Payment.LinesHash || order!.Remaining != turn.Payment.Amount.Amount)
            return await Abandon(turn, Refusal.OrderMoved(turn.Key, turn.Payment.Amount));
        return ChargeRequest.WhyNotChargeable(order, turn.Payment.Charge!.Token) is { } incomplete
            ? await Abandon(turn, incomplete)
            : ChargeRequest.For(turn, charging.Configuration, order, lines.Value);
    }

    private static async Task<PartnerFailure?> Process(Turn turn, NorceOrder order)
    {
        if (order.FindPayment(turn.Key.PaymentId) is not { IsLive: true } payment
            || order.Status is not (OrderStatus.Checkout or OrderStatus.Processing))
            return new(PartnerFailureKind.Rejected, 404, ErrorCodes.PaymentNotFound,
                $"Norce's order is in {order.Status}, or without the payment");
        var failure = await NorceWrites.PutPayment(
            turn, payment, payment with { State = NorcePaymentState.Processing });
        if (failure is not null || order.Status == OrderStatus.Processing) return failure;
        return turn.Note(
            await turn.Services.Norce.PutState(turn.Key.Order, OrderStatus.Processing, turn.Time.Norce)).Failure;
    }

    private static async Task<Answer<AdminOrder>> Find(Charging charging)
        => charging.Turn.Note(await charging.Turn.Services.QliroAdmin.FindOrder(
            charging.Configuration.Account,
            MerchantReference.Of(charging.Turn.Payment.MerchantReference!),
            charging.Turn.Time.Qliro));

    private static bool IsNotThere(PartnerFailure failure)
        => QliroRefusal.Of(failure).Code == ErrorCodes.QliroOrderNotFound;

    private static async Task<PaymentError?> Adopt(Charging charging, AdminOrder found)
    {
        if (found.OrderId is not { } id)
            throw new InvalidOperationException(
                $"Qliro found {charging.Turn.Payment.MerchantReference} and named no OrderId.");
        await Accept(charging.Turn, id,
            [.. ChargeOutcome.Reservations(found).Select(one => one.PaymentTransactionId!.Value)]);
        charging.Turn.Happened(ChargeOutcome.Decide(charging.Turn.Payment, found, charging.Turn.Now));
        await charging.Turn.Commit();
        return null;
    }

    private static async Task<PaymentError?> Accept(Turn turn, QliroOrderId id, IReadOnlyList<long> transactions)
    {
        turn.Happened(new ChargeAccepted(id, transactions, turn.Now));
        await turn.Commit(
            new CallDelivered(OwedCallKind.ChargeRecurring, 0, "Qliro has it"),
            new CallOwed(OwedCallKind.SettleNorce, turn.Now),
            Audit.Owed(turn.Payment, turn.Now, PaymentEvents.Process, $"charge accepted {id}"));
        return null;
    }

    private static async Task<PaymentError> Abandon(Turn turn, PaymentError error)
    {
        turn.Happened(
            new CallDelivered(OwedCallKind.ChargeRecurring, 0, "nothing is charged"),
            new CallOwed(OwedCallKind.LookAtQliro, turn.Now + LooksAfter));
        await BeginCreation.Abandon(turn, error.Message);
        return error;
    }
}
