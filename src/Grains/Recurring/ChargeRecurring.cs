using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Recurring;

/// <summary>
/// Charges a saved card or invoice customer without a shopper. The charge is stored first, with its request id. Then
/// Norce's payment and order go to processing, and only then Qliro is called. A refusal removes the payment. After a
/// lost answer the charge is looked up by reference; only when Qliro clearly has none, the same request is sent once
/// more under the same id. A charge whose outcome cannot be found out stays open, with its entry in the outbox.
/// </summary>
public static class ChargeRecurring
{
    /// <summary>
    /// A charge that was cut off by a crash is resumed after this time. One that still runs holds its turn, so it is
    /// not disturbed.
    /// </summary>
    private static readonly TimeSpan resumeAfter = TimeSpan.FromSeconds(10);

    public static async Task<Outcome<RecurringPayment>> Run(Turn turn, BeginRecurring message)
    {
        if (turn.Known is { } known)
        {
            // Begun by this message: before a lost commit, or in another activation.
            var problem = known is { State: PaymentState.Creating, Charge: not null }
                ? await ChargeAtQliro.Run(turn, isResumed: true) : null;
            await OutboxDispatcher.Run(turn);
            return AnswerOf(turn, message.Token, message.MessageId, problem)
                ?? turn.Refuse(Refusal.PaymentNotFound(turn.Key, $"it is {known.State.Name()} and cannot begin again"));
        }
        var begun = await Begin(turn, message);
        if (begun is not null) return turn.Refuse(begun);
        var error = await ChargeAtQliro.Run(turn, isResumed: false);
        await OutboxDispatcher.Run(turn);
        return error is null ? new RecurringPayment { PaymentId = turn.Key.PaymentId } : turn.Refuse(error);
    }

    /// <summary>Delivers the entry that stays in the outbox until it is known whether Qliro has the charge.</summary>
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment is not { State: PaymentState.Creating, Charge: not null })
            return DeliveryAttempt.Done("the charge has moved on");
        var error = await ChargeAtQliro.Run(turn, isResumed: true);
        return turn.Payment.State == PaymentState.Creating
            ? DeliveryAttempt.Later(error?.Message ?? "Qliro has not answered.")
            : DeliveryAttempt.Done(error?.Message);
    }

    /// <summary>
    /// Answers the order's grain that asks for the outcome of this charge. A charge is never removed for this.
    /// </summary>
    public static async Task<Outcome<CreationEnd>> EndCreation(Turn turn, EndCreation message)
    {
        var error = turn.Payment.State == PaymentState.Creating ? await ChargeAtQliro.Run(turn, isResumed: true) : null;
        await OutboxDispatcher.Run(turn);
        return new CreationEnd
        {
            IsLive = turn.Payment.State != PaymentState.Removed,
            Recurring = message.RecurringToken is { } token ? AnswerOf(turn, token, message.MessageId, error) : null,
        };
    }

    /// <summary>
    /// The same charge again: answered as it stands, and to the message that asked for it as the first time, though
    /// Qliro has declined it since. Null when the payment is no charge.
    /// </summary>
    private static Outcome<RecurringPayment>? AnswerOf(
        Turn turn, Masked token, Guid? messageId, PaymentError? error)
    {
        if (turn.Payment.Charge is not { } charge) return null;
        var (state, key) = (turn.Payment.State, turn.Key);
        if (!ChargeMethod.AreSame(charge.Token, token)
            || (state == PaymentState.Declined && !turn.Payment.WasCreatedFor(messageId)))
            return turn.Refuse(ChargeRefusal.OtherCharge(key, state.Name()));
        return state switch
        {
            PaymentState.Creating => turn.Refuse(error ?? ChargeRefusal.ChargeUnknown(key, null)),
            PaymentState.Removed => turn.Refuse(error ?? ChargeRefusal.ChargeRefused(key)),
            _ => new RecurringPayment { PaymentId = key.PaymentId },
        };
    }

    private static async Task<PaymentError?> Begin(Turn turn, BeginRecurring message)
    {
        var order = await turn.ReadNorceOrder();
        if (!order.IsAccepted) return order.Error;
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var lines = ChargeRequest.LinesOf(turn.Key.Order, order.Value, configuration.Value);
        if (!lines.IsAccepted) return lines.Error;
        var document = await BeginCreation.NewDocument(turn, order.Value, message.Attempt, message.MessageId);
        await turn.Commit(
            new PaymentBegun(document with
            {
                Charge = new()
                {
                    Token = message.Token,
                    RequestId = RequestIds.ForCharge(turn.Key),
                    Lines = [.. lines.Value.Lines.Select(line => new OperationLine(
                        line.MerchantReference, line.Type, line.Quantity, line.PricePerItemIncVat))],
                },
                LinesHash = lines.Value.Hash,
                ToldHash = lines.Value.ToldHash,
                Rows = lines.Value.Rows,
                QliroOwnsShipping = false,
            }),
            new EntryEnqueued(OutboxKind.ChargeRecurring, turn.Now + resumeAfter));
        return null;
    }
}
