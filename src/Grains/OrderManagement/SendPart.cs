using QliroAdapter.Partners;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;

namespace QliroAdapter.OrderManagement;

/// <summary>
/// Sends one part, which is stored as sent already, and applies the answer: accepted; done before; busy, so later;
/// refused; or unknown. After an unknown outcome Qliro's admin order is read; when it does not show the part, the same
/// request is sent once more under the same id.
/// </summary>
public static class SendPart
{
    /// <summary>
    /// The shortest time before a busy Qliro ("another transaction is already in process", payment on hold) is called
    /// again.
    /// </summary>
    public static readonly TimeSpan BusyPause = TimeSpan.FromSeconds(5);

    /// <summary>
    /// When Qliro says that it had a request, and its admin order does not show it after this time, the request was
    /// refused at first and the reason was lost with the answer. Qliro records a request before it answers, so minutes
    /// are enough.
    /// </summary>
    public static readonly TimeSpan ShowsInAdminOrder = TimeSpan.FromMinutes(10);

    /// <summary>
    /// An operation's first request, whose caller waits. When it did not reach Qliro, the operation ends and may be
    /// requested again.
    /// </summary>
    public static async Task<PartSent> First(Turn turn, Operation operation)
    {
        var part = operation.Parts[0];
        var sent = await PartRequest.Send(turn, operation, part);
        return !sent.IsAccepted && QliroVerdict.Of(operation.Type, sent.Failure) == QliroVerdict.NotReached
            ? await Refused(turn, operation, part, QliroRefusal.Of(sent.Failure), sent.Failure.Code)
            : await Take(turn, operation, part, sent, isRepeat: false);
    }

    /// <summary>A part that was never sent, or for which Qliro was busy.</summary>
    public static async Task<PartSent> Next(Turn turn, Operation operation, OperationPart part)
        => await Take(turn, operation, part, await PartRequest.Send(turn, operation, part), isRepeat: false);

    /// <summary>A part that was sent earlier and whose answer was not stored.</summary>
    public static Task<PartSent> ReadBack(Turn turn, Operation operation, OperationPart part)
        => ReadBack(turn, operation, part,
            new(PartnerFailureKind.Unknown, null, null, "the process stopped between call and answer"));

    private static async Task<PartSent> ReadBack(
        Turn turn, Operation operation, OperationPart part, PartnerFailure failure)
        => await Find(turn, operation, part, failure)
            ?? await Take(turn, operation, part, await PartRequest.Send(turn, operation, part), isRepeat: true);

    /// <summary>The state of a sent part in Qliro's admin order; null when the admin order does not show it.</summary>
    private static async Task<PartSent?> Find(
        Turn turn, Operation operation, OperationPart part, PartnerFailure failure)
    {
        var adminOrder = await turn.ReadAdminOrder();
        if (!adminOrder.IsAccepted) return PartSent.Unknown(failure);
        await ApplyAdminOrder.Run(turn, adminOrder.Value);
        var now = turn.Payment.Operations.First(one => one.Ordinal == operation.Ordinal);
        if (!now.IsOpen) return new(now.Error);
        return now.Parts[part.Number - 1].IsUnknown ? null : PartSent.Yes;
    }

    /// <summary>
    /// When this is a repeat, an earlier attempt of the same request may have arrived, or may still arrive. So a
    /// refusal counts only after the admin order was read again, and the part keeps being looked up there.
    /// </summary>
    private static async Task<PartSent> Take(
        Turn turn, Operation operation, OperationPart part, Answer<StartedTransactions> sent, bool isRepeat)
    {
        if (sent.IsAccepted)
        {
            await turn.Commit(Moved(operation, part, PartStatus.Accepted, sent.Value.Transactions, null));
            return PartSent.Yes;
        }
        var failure = sent.Failure;
        switch (QliroVerdict.Of(operation.Type, failure))
        {
            case QliroVerdict.Unknown when !isRepeat && part.WasBusy && QliroVerdict.IsRepeatRefused(failure):
                return await Find(turn, operation, part, failure) ?? await Renew(turn, operation, part, failure);
            case QliroVerdict.Unknown:
                if (!isRepeat) return await ReadBack(turn, operation, part, failure);
                if (await Find(turn, operation, part, failure) is { } settled) return settled;
                return QliroVerdict.IsRepeatRefused(failure) && turn.Now - part.SentAt >= ShowsInAdminOrder
                    ? await Refused(
                        turn, operation, part,
                        OperationRefusal.CameToNothing(turn.Key, operation.Name, failure), failure.Code)
                    : PartSent.Unknown(failure);
            case QliroVerdict.NotReached:
                return PartSent.Unknown(failure);
            case QliroVerdict.Busy:
                if (!isRepeat)
                    await turn.Commit(
                        Moved(operation, part, PartStatus.NotSent, [], failure.Message) with { WasBusy = true });
                return PartSent.Busy(failure);
            case QliroVerdict.DoneBefore:
                if (isRepeat && await Find(turn, operation, part, failure) is { } found) return found;
                if (operation.Type == OperationType.Cancel)
                {
                    var adminOrder = await turn.ReadAdminOrder();
                    if (!adminOrder.IsAccepted) return PartSent.Unknown(failure);
                    if (HasReserved(adminOrder.Value))
                        return await Refused(turn, operation, part, QliroRefusal.Of(failure), failure.Code);
                }
                await turn.Commit(Moved(operation, part, PartStatus.Succeeded, [], failure.Code));
                await ApplyAdminOrder.Read(turn);
                return PartSent.Yes;
            default:
                if (isRepeat && await Find(turn, operation, part, failure) is { } known) return known;
                return await Refused(turn, operation, part, QliroRefusal.Of(failure), failure.Code);
        }
    }

    /// <summary>
    /// True when a cancel released one reservation but not another: Qliro then calls the order cancelled while it still
    /// holds money.
    /// </summary>
    private static bool HasReserved(AdminOrder adminOrder)
        => LedgerTranslation.Translate(adminOrder).HasLeftToCapture();

    /// <summary>
    /// Qliro remembers the id of a request for which it was busy. Its answer said that nothing happened, and its admin
    /// order says so too. Only in this case a part gets a new id, which is used after a pause.
    /// </summary>
    private static async Task<PartSent> Renew(
        Turn turn, Operation operation, OperationPart part, PartnerFailure failure)
    {
        var id = RequestIds.Renewed(part.RequestId);
        var moved = Moved(operation, part, PartStatus.NotSent, [], $"Qliro wants a new request id: {id}");
        await turn.Commit(moved with { RenewedRequestId = id });
        return PartSent.Busy(failure);
    }

    private static async Task<PartSent> Refused(
        Turn turn, Operation operation, OperationPart part, PaymentError error, string? note)
    {
        await turn.Commit(
        [
            Moved(operation, part, PartStatus.Failed, [], note),
            .. OperationProgress.Failed(turn.Payment, operation, error, "refused", turn.Now),
        ]);
        return new(error);
    }

    private static OperationPartMoved Moved(
        Operation operation, OperationPart part, PartStatus status, IEnumerable<StartedTransaction> started,
        string? note)
        => new(operation.Ordinal, part.Number, status, [.. started.Select(one => one.PaymentTransactionId)], note);
}

/// <summary>The result of sending a part.</summary>
/// <param name="Error">Why Qliro does not have it; absent when Qliro has it or will get it later.</param>
/// <param name="BusyBecause">Why Qliro is busy; absent when it is not.</param>
public sealed record PartSent(PaymentError? Error, string? BusyBecause = null)
{
    public static readonly PartSent Yes = new(null, null);

    public static PartSent Busy(PartnerFailure failure) => new(null, failure.Message);

    /// <summary>The part stays open, whatever the failure was; due work finds its outcome.</summary>
    public static PartSent Unknown(PartnerFailure failure) => new(QliroRefusal.Of(
        failure.Kind == PartnerFailureKind.Rejected ? failure with { Kind = PartnerFailureKind.Unknown } : failure));
}
