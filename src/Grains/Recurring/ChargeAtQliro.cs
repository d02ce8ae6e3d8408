using QliroAdapter.Checkout;
using QliroAdapter.Norce;
using QliroAdapter.NorceSync;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Reconciliation;

namespace QliroAdapter.Recurring;

/// <summary>Brings a charge from "stored" to "Qliro has it", "Qliro refused" or "unknown".</summary>
public static class ChargeAtQliro
{
    /// <summary>
    /// Another node may have taken up a charge that this one gave up, and have sent it. After this time the request has
    /// arrived, so its outcome is looked up.
    /// </summary>
    private static readonly TimeSpan reconcileAfter = TimeSpan.FromMinutes(2);

    /// <summary>
    /// Null when Qliro has the charge. An error with the payment removed: it was given up, and nothing is charged. An
    /// error with the payment still Creating: the outcome is unknown.
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
            if (found.Ours is { } ours) return await Adopt(charging, ours);
            if (found.Failure is { } failure) return QliroRefusal.Of(failure);
        }
        var request = await Prepare(charging);
        return request.IsAccepted ? await Send(charging, request.Value, mayRepeat: true) : request.Error;
    }

    private sealed record Charging(Turn Turn, ChannelConfiguration Configuration, bool IsResumed);

    private static async Task<PaymentError?> Send(Charging charging, MerchantPayment request, bool mayRepeat)
    {
        var turn = charging.Turn;
        var answer = await turn.Services.QliroAdmin.MerchantPayment(
            charging.Configuration.Account, request, turn.Time.Qliro);
        var sent = turn.Note(answer.OrUnknownCharge());
        if (sent.IsAccepted)
            return await Accept(
                turn, sent.Value.OrderId!.Value, [.. sent.Value.Transactions.Select(one => one.PaymentTransactionId)]);
        if (IsRefused(charging, sent.Failure, mayRepeat)) return await Abandon(turn, QliroRefusal.Of(sent.Failure));

        // It is unknown whether the request arrived, so Qliro's admin order is read.
        var found = await Find(charging);
        if (found.Ours is { } ours) return await Adopt(charging, ours);
        var error = QliroRefusal.Of(sent.Failure);
        var unknown = ChargeRefusal.ChargeUnknown(turn.Key, error.Message) with { QliroError = error.QliroError };
        if (found.Failure is not null) return unknown;
        if (QliroVerdict.IsRepeatRefused(sent.Failure)) return await Missing(turn, sent.Failure) ?? unknown;
        return mayRepeat
            ? await Send(
                charging, request with { MerchantReference = ReferenceOf(turn) }, mayRepeat: false)
            : unknown;
    }

    /// <summary>
    /// Qliro says that it had the request under this id, but its admin order shows no charge. When that lasts, the
    /// request was refused at first and the reason was lost with the answer. Null while that is waited for.
    /// </summary>
    private static async Task<PaymentError?> Missing(Turn turn, PartnerFailure failure)
    {
        if (turn.Payment.Charge!.MissingSince is not { } since)
            await turn.Commit(new ChargeMissing(turn.Now));
        else if (turn.Now - since >= SendPart.ShowsInAdminOrder)
            return await Abandon(turn, OperationRefusal.CameToNothing(turn.Key, "charge", failure));
        return null;
    }

    /// <summary>
    /// True when certainly nothing was booked: Qliro refused, or the first request never reached it. A refused
    /// RequestId means that it arrived earlier.
    /// </summary>
    private static bool IsRefused(Charging charging, PartnerFailure failure, bool isFirst) => failure.Kind switch
    {
        PartnerFailureKind.Rejected => !failure.Message.Contains("RequestId", StringComparison.OrdinalIgnoreCase),
        PartnerFailureKind.Unavailable => isFirst && !charging.IsResumed,
        _ => false,
    };

    /// <summary>Moves Norce's payment and order to processing, so that nobody changes what is charged.</summary>
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
        var lines = ChargeRequest.LinesOf(turn.Key.Order, order!, charging.Configuration);
        if (!lines.IsAccepted) return await Abandon(turn, lines.Error);
        if (lines.Value.Hash != turn.Payment.LinesHash || order!.Remaining != turn.Payment.Amount.Amount)
            return await Abandon(turn, ChargeRefusal.OrderMoved(turn.Key, turn.Payment.Amount));
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

    /// <summary>
    /// Our charge in Qliro's admin order, or why that could not be read. Neither when it shows no charge of ours.
    /// </summary>
    private sealed record Found(AdminOrder? Ours, PartnerFailure? Failure = null);

    /// <summary>
    /// Looks the charge up by our reference. A charge of others under that reference does not count, and ours continues
    /// under another reference. An order without a transaction is a charge that was not booked.
    /// </summary>
    private static async Task<Found> Find(Charging charging)
    {
        var turn = charging.Turn;
        var read = turn.Note(await turn.Services.QliroAdmin.FindOrder(
            charging.Configuration.Account, ReferenceOf(turn), turn.Time.Qliro));
        if (!read.IsAccepted) return new(null, IsNotThere(read.Failure) ? null : read.Failure);
        if (!Adoption.IsOurs(turn.Payment, read.Value) || read.Value.OrderId is null)
            await turn.Commit(Adoption.OtherReference(turn.Payment));
        else if (ChargeOutcome.Reservations(read.Value).Count > 0) return new(read.Value);
        return new(null);
    }

    private static MerchantReference ReferenceOf(Turn turn)
        => MerchantReference.Of(turn.Payment.MerchantReference!);

    private static bool IsNotThere(PartnerFailure failure)
        => QliroRefusal.Of(failure).Code == ErrorCodes.QliroOrderNotFound;

    private static async Task<PaymentError?> Adopt(Charging charging, AdminOrder found)
    {
        await Accept(charging.Turn, found.OrderId!.Value,
            [.. ChargeOutcome.Reservations(found).Select(one => one.PaymentTransactionId!.Value)]);
        charging.Turn.Raise(ChargeOutcome.Decide(charging.Turn.Payment, found, charging.Turn.Now));
        await charging.Turn.Commit();
        return null;
    }

    private static async Task<PaymentError?> Accept(Turn turn, QliroOrderId id, IReadOnlyList<long> transactions)
    {
        turn.Raise(new ChargeAccepted(id, transactions, turn.Now));
        await turn.Commit(
            new EntryDelivered(OutboxKind.ChargeRecurring, 0, "Qliro has it"),
            new EntryEnqueued(OutboxKind.SyncNorce, turn.Now),
            Audit.Enqueued(turn.Payment, turn.Now, PaymentEvents.Process, $"charge accepted {id}"));
        return null;
    }

    private static async Task<PaymentError> Abandon(Turn turn, PaymentError error)
    {
        turn.Raise(
            new EntryDelivered(OutboxKind.ChargeRecurring, 0, "nothing is charged"),
            new EntryEnqueued(OutboxKind.ReconcileWithQliro, turn.Now + reconcileAfter));
        await BeginCreation.Abandon(turn, error.Message);
        return error;
    }
}
