using QliroAdapter.Norce;
using QliroAdapter.NorceCallbacks;
using QliroAdapter.Outbox;
using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.Checkout;

/// <summary>
/// Completes a payment that was added at Norce: it gets its Qliro order, its reference and its hooks. Hooks come last,
/// so that none is called for a payment without a reference. Each step checks what exists, so a creation that was cut
/// off continues where it stopped. A creation that fails is removed.
/// </summary>
public static class BeginCreation
{
    /// <summary>How long a new Qliro order may not be found.</summary>
    public static readonly TimeSpan FoundWithin = TimeSpan.FromSeconds(2);

    private static readonly TimeSpan foundPause = TimeSpan.FromMilliseconds(250);

    public static async Task<Outcome<CheckoutSnippet>> Run(Turn turn, BeginPayment message)
    {
        if (turn.Known is { State: PaymentState.Intent } || IsWhole(turn.Known, message.MessageId))
            return await ReadNewSnippet(turn);
        if (turn.Known is { State: not PaymentState.Creating } known)
            return turn.Refuse(Refusal.PaymentNotFound(turn.Key, $"it is {known.State.Name()} and cannot begin again"));
        var isResumed = turn.Known is not null;
        if (!isResumed)
        {
            var order = await turn.ReadNorceOrder();
            if (!order.IsAccepted) return turn.Refuse(order.Error);
            await turn.Commit(
                new PaymentBegun(await NewDocument(turn, order.Value, message.Attempt, message.MessageId)));
        }
        return await Advance(turn, isResumed);
    }

    /// <summary>
    /// True when the payment was created for this message and is complete, in any state of the purchase but removed.
    /// </summary>
    public static bool IsWhole(PaymentDocument? payment, Guid? messageId)
        => payment is { State: not (PaymentState.Creating or PaymentState.Removed) }
            && payment.WasCreatedFor(messageId);

    /// <summary>Continues the creation from any step to its end, or removes the payment.</summary>
    public static async Task<Outcome<CheckoutSnippet>> Advance(Turn turn, bool isResumed)
    {
        var error = await OpenQliroOrder.Run(turn, isResumed)
            ?? await WriteReference(turn)
            ?? await RegisterHooks(turn);
        var snippet = error is null ? await ReadNewSnippet(turn) : error;
        if (!snippet.IsAccepted)
        {
            turn.Refuse(snippet.Error);
            await Abandon(turn, snippet.Error.Message);
            await OutboxDispatcher.Run(turn);
            return snippet.Error;
        }
        turn.Raise(
            new CreationCompleted(turn.Now),
            // The cart may have changed before our hooks were registered.
            new EntryEnqueued(OutboxKind.ResyncLines, turn.Now + Schedule.CompareAfter),
            Audit.Enqueued(turn.Payment, turn.Now, PaymentEvents.Open, $"checkout opened {turn.Payment.QliroOrderId}"));
        await OutboxDispatcher.Run(turn);
        return snippet;
    }

    /// <summary>Gives up the creation and enqueues the removal of what it left at Norce.</summary>
    public static Task Abandon(Turn turn, string why)
        => turn.Commit(new CreationAbandoned(why), new EntryEnqueued(OutboxKind.ClearCreation, turn.Now));

    /// <summary>The payment at its beginning.</summary>
    /// <param name="turn">The turn.</param>
    /// <param name="order">The order as it is read now.</param>
    /// <param name="attempt">
    /// The number of the payment by an older read of the order. Another activation may have added a payment since, so
    /// its place among the payments of the order counts where it is higher: no two have the same reference at Qliro.
    /// </param>
    /// <param name="messageId">Identity of the message that asked for the payment.</param>
    public static async Task<PaymentDocument> NewDocument(Turn turn, NorceOrder order, int attempt, Guid? messageId)
    {
        attempt = Math.Max(attempt, CreateCheckout.AttemptOf(order, turn.Key.PaymentId));
        var configuration = await turn.ReadConfiguration();
        var reference = configuration.Value?.ReferenceFor(order, turn.Key.Order, attempt)
            ?? MerchantReference.For(turn.Key.OrderId, attempt);
        return new()
        {
            Key = turn.Key.ToString(),
            State = PaymentState.Creating,
            Attempt = attempt,
            Amount = new(order.Remaining, Money.IsCurrency(order.Currency) ? order.Currency : "SEK"),
            Culture = order.Culture,
            Country = order.Country,
            MerchantReference = reference.ToString(),
            QliroOwnsShipping = configuration.Value?.QliroOwnsShipping ?? false,
            Configuration = configuration.Value is { } present ? ConfigurationSnapshot.Of(present, order) : null,
            BegunAt = turn.Now,
            CreatedFor = messageId is { } id ? [id] : [],
        };
    }

    /// <summary>
    /// Before the hooks were registered, nobody asked us when the order left the checkout or got another payment; such
    /// an order gets none.
    /// </summary>
    private static async Task<PaymentError?> WriteReference(Turn turn)
    {
        PaymentError? refused = null;
        var failure = await NorceWrites.UntilNoCollision(turn, async () =>
        {
            var read = turn.Note(await turn.Services.Norce.GetOrder(turn.Key.Order, turn.Time.Norce));
            if (!read.IsAccepted) return read.Failure;
            turn.Facts.NorceOrder = read.Value;
            refused = RefuseOn(turn.Key, read.Value);
            if (refused is not null) return null;
            return read.Value.FindPayment(turn.Key.PaymentId) is { IsLive: true } payment
                ? await WriteReference(turn, payment)
                : new PartnerFailure(
                    PartnerFailureKind.Rejected, 404, ErrorCodes.PaymentNotFound, "Norce no longer has the payment");
        });
        return refused ?? (failure is null ? null : NorceRefusal.Of(failure, NorceResource.Payment));
    }

    /// <summary>
    /// Another payment counts once it is whole. Two of ours may be half-made, when two nodes each took the other's
    /// creation for cut off; the first to get its reference stays.
    /// </summary>
    private static PaymentError? RefuseOn(PaymentKey key, NorceOrder order)
    {
        if (order.Status != OrderStatus.Checkout) return CheckoutRefusal.OrderNotInCheckout(key.Order, order.Status);
        return order.LiveDefaultPayments.FirstOrDefault(other => other.Id != key.PaymentId
            && !(other.IsOurs && string.IsNullOrEmpty(other.Reference))) is { } whole
            ? CheckoutRefusal.AnotherLivePayment(key.Order, whole.Id!, whole.AdapterId)
            : null;
    }

    private static async Task<PartnerFailure?> WriteReference(Turn turn, NorcePayment payment)
    {
        var failure = await NorceWrites.PutPayment(turn, payment, payment with
        {
            Reference = turn.Payment.QliroOrderId?.ToString(),
            Amount = turn.Payment.Amount.Amount,
        });
        turn.Facts.HasMovedNorce |= failure is null && string.IsNullOrEmpty(payment.Reference);
        return failure;
    }

    private static async Task<PaymentError?> RegisterHooks(Turn turn)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var failure = await Checkout.RegisterHooks.Run(turn, turn.Facts.NorceOrder!);
        return failure is null ? null : NorceRefusal.Of(failure, NorceResource.Order);
    }

    /// <summary>
    /// The checkout as Qliro shows it now. Right after the creation Qliro may not find the order yet, so a 404 is read
    /// again for <see cref="FoundWithin"/> before it counts.
    /// </summary>
    public static async Task<Outcome<CheckoutSnippet>> ReadNewSnippet(Turn turn)
    {
        var configuration = await turn.ReadConfiguration();
        if (!configuration.IsAccepted) return configuration.Error;
        var until = turn.Now + FoundWithin;
        var order = await Read();
        while (order.Failure?.Status == 404 && turn.Now < until && await Pause(turn)) order = await Read();
        turn.Facts.QliroOrder = order.Value;
        if (!order.IsAccepted) return QliroRefusal.Of(order.Failure);
        return new CheckoutSnippet
        {
            PaymentId = turn.Key.PaymentId,
            HtmlSnippet = order.Value.OrderHtmlSnippet ?? Masked.Of(""),
        };

        async Task<Answer<QliroOrder>> Read() => turn.Note(await turn.Services.Qliro.GetOrder(
            configuration.Value.Account, turn.Payment.QliroOrderId!.Value, turn.Time.Qliro));
    }

    /// <summary>False when the turn's time for Qliro is over.</summary>
    private static async Task<bool> Pause(Turn turn)
    {
        try
        {
            await Task.Delay(foundPause, turn.Services.Clock, turn.Time.Qliro);
            return true;
        }
        catch (OperationCanceledException)
        {
            return false;
        }
    }
}
