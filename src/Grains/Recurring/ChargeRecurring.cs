using QliroAdapter.Checkout;
using QliroAdapter.OrderManagement;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Recurring;

/// <summary>
/// Charges without a shopper. Stored first, with the request's id; Norce's payment and order go to processing; then
/// Qliro is asked. A refusal clears the payment away. An answer that is lost is looked for by reference, and only when
/// Qliro clearly has nothing the same request goes once more under the same id; what cannot be found out stays in the
/// outbox and open.
/// </summary>
public static class ChargeRecurring
{
    /// <summary>A charge cut off by a crash is taken up after this long; one that runs holds its turn.</summary>
    private static readonly TimeSpan ResumeAfter = TimeSpan.FromSeconds(10);

    public static async Task<Outcome<RecurringPayment>> Run(Turn turn, BeginRecurring message)
    {
        if (turn.Known is { } known)
        {
            return AnswerOf(turn, message.Token, null)
                ?? turn.Refuse(Refusal.PaymentNotFound(turn.Key, $"it is {known.State.Name()} and cannot begin again"));
        }
        var begun = await Begin(turn, message);
        if (begun is not null) return turn.Refuse(begun);
        var error = await ChargeAtQliro.Run(turn, isResumed: false);
        await OutboxDispatcher.Run(turn);
        return error is null ? new RecurringPayment { PaymentId = turn.Key.PaymentId } : turn.Refuse(error);
    }

    /// <summary>In the outbox as long as it is not known whether Qliro has the charge.</summary>
    public static async Task<DeliveryAttempt> Deliver(Turn turn)
    {
        if (turn.Payment is not { State: PaymentState.Creating, Charge: not null })
            return DeliveryAttempt.Done("the charge has moved on");
        var error = await ChargeAtQliro.Run(turn, isResumed: true);
        return turn.Payment.State == PaymentState.Creating
            ? DeliveryAttempt.Later(error?.Message ?? "Qliro has not answered.")
            : DeliveryAttempt.Done(error?.Message);
    }

    /// <summary>Somebody asks what a payment that is a charge has come to; nobody can clear it away.</summary>
    public static async Task<Outcome<CreationEnd>> EndCreation(Turn turn, EndCreation message)
    {
        var error = turn.Payment.State == PaymentState.Creating ? await ChargeAtQliro.Run(turn, isResumed: true) : null;
        await OutboxDispatcher.Run(turn);
        return new CreationEnd
        {
            IsLive = turn.Payment.State != PaymentState.Removed,
            Recurring = message.RecurringToken is { } token ? AnswerOf(turn, token, error) : null,
        };
    }

    /// <summary>The same charge again: answered as it stands. Null when the payment is no charge.</summary>
    private static Outcome<RecurringPayment>? AnswerOf(Turn turn, Masked token, PaymentError? error)
    {
        if (turn.Payment.Charge is not { } charge) return null;
        var (state, key) = (turn.Payment.State, turn.Key);
        if (!ChargeMethod.AreSame(charge.Token, token) || state == PaymentState.Declined)
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
        var lines = ChargeRequest.LinesOf(order.Value, configuration.Value);
        if (!lines.IsAccepted) return lines.Error;
        var document = await BeginCreation.NewDocument(turn, order.Value, message.Attempt);
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
                Rows = lines.Value.Rows,
                QliroOwnsShipping = false,
            }),
            new EntryEnqueued(OutboxKind.ChargeRecurring, turn.Now + ResumeAfter));
        return null;
    }
}
