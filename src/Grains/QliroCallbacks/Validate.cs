using QliroAdapter.Checkout;
using QliroAdapter.ClientEvents;
using QliroAdapter.Norce;
using QliroAdapter.Ops;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Upselling;

namespace QliroAdapter.QliroCallbacks;

/// <summary>
/// Qliro asks before the purchase. First Norce gets the delivery that was chosen in Qliro's frame, and its order is
/// compared with what Qliro would sell (<see cref="Decide"/>, <see cref="DecideLines"/>). Then the customer is copied
/// to Norce, Norce validates its order, and the order moves to processing. A failure on the way is a decline, because
/// Qliro would take silence for an approval; only for an unknown payment it is a refusal.
/// </summary>
public static class Validate
{
    /// <summary>A row of the timeline can hold this much of a word from outside.</summary>
    private const int UpsellIdMax = 60;

    public static async Task<Outcome<ValidationAnswer>> Run(Turn turn, ValidateOrder message)
    {
        if (message.AnswerBy is { } answerBy) turn.Time.LimitNorce(answerBy - turn.Now);
        var found = await turn.Find();
        if (found.Error is { Code: ErrorCodes.PaymentNotFound or ErrorCodes.OrderNotFound } unknown)
            return turn.Refuse(unknown);
        if (found.IsAccepted && ValidateUpsell.IsAbout(message.Order)) return await AnswerUpsell(turn, message.Order);
        var decline = found.IsAccepted
            ? await Judge(turn, message.Order)
            : new(DeclineCause.CannotDecide, found.Error.Message);
        if (decline is null && message.AnswerBy < turn.Now)
            decline = new(DeclineCause.CannotDecide, "the answer came too late.");
        return decline is null ? await Approve(turn) : await Decline(turn, message.Order, decline);
    }

    private static async Task<ValidationAnswer> AnswerUpsell(Turn turn, QliroOrder body)
    {
        if (ValidateUpsell.Decide(turn.Payment, body, turn.Now) is { } decline)
            return await Decline(turn, body, decline);
        turn.Note(TimelineKind.Decision, $"Goods may be added: upsell {FieldLimits.Cut(body.UpsellId, UpsellIdMax)}.");
        return new();
    }

    private static async Task<Declined?> Judge(Turn turn, QliroOrder body)
    {
        // It may be carried out after anything that is read now, and before the purchase is completed.
        if (turn.Payment.UpdateUnderWayUntil > turn.Now)
            return new(DeclineCause.Changed, "an update that was given up may be changing what Qliro sells.");
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return new(DeclineCause.CannotDecide, configuration.Error.Message);
        var read = await turn.ReadNorceOrder();
        if (!read.IsAccepted) return new(DeclineCause.CannotDecide, read.Error.Message);
        var (channel, order) = (configuration.Value, read.Value);
        var lines = OrderLines.From(order, channel.LinesRulesFor(order));
        var wrongLines = DecideLines(body, lines);
        if (channel.QliroOwnsShipping && wrongLines is null && DecideOrder(turn.Payment, body, order) is null)
        {
            var taken = await TakeDelivery.Run(turn, channel, order, body);
            if (taken.Declined is { } decline) return decline;
            if (!ReferenceEquals(taken.Order, order))
            {
                order = taken.Order!;
                lines = OrderLines.From(order, channel.LinesRulesFor(order));
                wrongLines = DecideLines(body, lines);
            }
        }
        return Decide(turn.Payment, body, order, channel.RequireIdentityVerification)
            ?? wrongLines
            ?? await Prepare(turn, body, order)
            ?? await DecideUnknownLines(turn, lines)
            ?? await MoveToProcessing(turn, body, order);
    }

    /// <summary>
    /// In guard order: another Qliro order, the purchase already decided, the order not open, currency, amount,
    /// identity. Null means that nothing prevents it so far.
    /// </summary>
    public static Declined? Decide(PaymentDocument payment, QliroOrder body, NorceOrder order, bool requireIdentity)
    {
        if (DecideOrder(payment, body, order) is { } declined) return declined;
        if (!IsFor(body, payment.Amount) || order.Remaining != payment.Amount.Amount)
        {
            return new(DeclineCause.Changed,
                $"Qliro's rows sum to {RowsTotal(body, withFees: true):0.00}, the payment covers {payment.Amount}, "
                + $"Norce has {order.Remaining:0.00} left to pay.");
        }
        if (requireIdentity && body.IdentityVerification?.IdentityVerified != true)
            return new(DeclineCause.IdentityNotVerified, "the customer's identity is not verified.");
        return null;
    }

    /// <summary>The guards that no amount can change.</summary>
    private static Declined? DecideOrder(PaymentDocument payment, QliroOrder body, NorceOrder order)
    {
        if (body.OrderId != payment.QliroOrderId)
            return new(
                DeclineCause.Changed, $"Qliro order {body.OrderId} is not this payment's {payment.QliroOrderId}.");
        if (!payment.State.IsOpen()) return new(DeclineCause.NotOpen, $"the payment is {payment.State.Name()}.");
        if (order.Status is not (OrderStatus.Checkout or OrderStatus.Processing))
            return new(DeclineCause.NotOpen, $"Norce's order is in {order.Status}.");
        if (body.Currency is { } currency
            && !currency.Equals(payment.Amount.Currency, StringComparison.OrdinalIgnoreCase))
            return new(DeclineCause.Changed, $"Qliro's currency {currency} is not {payment.Amount.Currency}.");
        return null;
    }

    /// <summary>Qliro would sell exactly the goods that Norce's order holds now, or the purchase is declined.</summary>
    public static Declined? DecideLines(QliroOrder body, Outcome<OrderLines> lines)
    {
        if (!lines.IsAccepted) return new(DeclineCause.Changed, lines.Error.Message);
        return LinesAgreement.Difference(lines.Value.Lines, body.OrderItems) is { } difference
            ? new(DeclineCause.Changed, difference)
            : null;
    }

    /// <summary>
    /// The body tells what Qliro was about to sell when the shopper pressed the button. When an update of ours may have
    /// arrived since, another activation is at work, or Norce took back the goods of one, Qliro is asked what it holds
    /// now, as late as possible.
    /// </summary>
    private static async Task<Declined?> DecideUnknownLines(Turn turn, Outcome<OrderLines> lines)
    {
        var areKnown = lines.IsAccepted && lines.Value.Hash == turn.Payment.LinesHash
            && !(turn.Payment.LateUpdateUntil > turn.Now) && !turn.MetAnother;
        if (areKnown) return null;
        turn.Facts.QliroOrder = null;
        var held = await turn.ReadQliroOrder();
        return held.IsAccepted
            ? DecideLines(held.Value, lines)
            : new(DeclineCause.CannotDecide, held.Error.Message);
    }

    /// <summary>True when Qliro would sell for the amount that the payment covers.</summary>
    public static bool IsFor(QliroOrder order, Money amount)
        => RowsTotal(order, withFees: true) == amount.Amount || RowsTotal(order, withFees: false) == amount.Amount;

    /// <summary>
    /// The sum of the rows, with or without fees that Qliro added itself (an invoice fee is not the shop's).
    /// </summary>
    private static decimal RowsTotal(QliroOrder body, bool withFees) => Money.Round((body.OrderItems ?? [])
        .Where(item => withFees || item.Type != OrderItemType.Fee || LineReference.IsFeeOfOurs(item.MerchantReference))
        .Sum(item => (item.Quantity ?? 0) * (item.PricePerItemIncVat ?? 0m)));

    private static async Task<Declined?> Prepare(Turn turn, QliroOrder body, NorceOrder order)
    {
        var copied = await CopyCustomer.Run(turn, order, body);
        if (!copied.IsAccepted) return Failed(copied.Failure, "the customer could not be copied to Norce");
        if (copied.Value.Remaining != turn.Payment.Amount.Amount)
            return new(DeclineCause.Changed,
                $"with the customer's address Norce's order costs {copied.Value.Remaining:0.00}.");
        var validated = turn.Note(await turn.Services.Norce.ValidateOrder(turn.Key.Order, turn.Time.Norce));
        if (!validated.IsAccepted) return Failed(validated.Failure, "Norce could not validate its order");
        return validated.Value.Count == 0 ? null : Declined.ByNorce(validated.Value);
    }

    private static async Task<Declined?> MoveToProcessing(Turn turn, QliroOrder body, NorceOrder before)
    {
        var isOtherPerson = AddressTranslation.IsOtherPerson(before.Customer?.Billing, body);
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (!read.IsAccepted) return read.Failure;
            // Another activation may have removed the payment meanwhile; it must not come back.
            if (read.Value.FindPayment(turn.Key.PaymentId) is not { IsLive: true } payment)
                return new(
                    PartnerFailureKind.Rejected, 404, ErrorCodes.PaymentNotFound, "Norce no longer has the payment.");
            if (read.Value.Status != OrderStatus.Processing)
            {
                var put = turn.Note(
                    await turn.Services.Norce.PutState(turn.Key.Order, OrderStatus.Processing, turn.Time.Norce));
                if (!put.IsAccepted) return put.Failure;
            }
            return await NorceWrites.PutPayment(
                turn, payment,
                CustomerAnswers.Over(payment, body, isOtherPerson) with { State = NorcePaymentState.Processing });
        });
        return failure is null ? null : Failed(failure, "Norce did not let the order into processing");
    }

    private static async Task<ValidationAnswer> Approve(Turn turn)
    {
        await turn.Commit(
            new PurchaseApproved(turn.Now),
            new ApprovalGiven(turn.Now),
            Audit.Enqueued(
                turn.Payment, turn.Now, PaymentEvents.Process, $"validated {turn.Payment.QliroOrderId} {turn.Now:O}"));
        return new();
    }

    private static async Task<ValidationAnswer> Decline(Turn turn, QliroOrder body, Declined declined)
    {
        if (turn.Known is not { } payment) return Answer(null, declined);
        turn.Raise(new PurchaseDeclined(declined.Reason, declined.Why));
        // A purchase attempt on a replaced Qliro order says nothing about the present one.
        if (payment.State.IsOpen() && body.OrderId == payment.QliroOrderId)
        {
            // Our own attempt, now or before, may have moved the order, so it is reopened; a difference in lines is
            // corrected.
            if (declined.Cause == DeclineCause.Changed) turn.Raise(new LinesUnknown());
            turn.Raise(new EntryEnqueued(OutboxKind.ReopenOrder, turn.Now, "the purchase was declined."));
        }
        await turn.Commit();
        if (declined.Cause == DeclineCause.DeliveryMissing) AdapterMetrics.DeliveryMissing();
        return Answer(payment.Culture, declined);
    }

    private static ValidationAnswer Answer(string? culture, Declined declined) => new()
    {
        DeclineReason = declined.Reason,
        DeclineReasonMessage = DeclineTexts.Of(culture, declined.Cause),
        IsUndecided = declined.Cause == DeclineCause.CannotDecide,
    };

    internal static Declined Failed(PartnerFailure failure, string what)
        => new(failure.Kind == PartnerFailureKind.Rejected ? DeclineCause.NotOpen : DeclineCause.CannotDecide,
            $"{what}: {failure.Status} {failure.Code} {failure.Message}");
}
