using QliroAdapter.Ops;
using QliroAdapter.Payments;

namespace QliroAdapter.OrderManagement;

/// <summary>When a person must act because of a capture, cancel or refund; pure.</summary>
internal static class OperationAttention
{
    /// <summary>
    /// An unknown outcome is usually known after one look at the admin order, within a minute.
    /// </summary>
    private static readonly TimeSpan usual = TimeSpan.FromMinutes(5);

    /// <summary>
    /// In order: the outcome of the open operation is unknown for longer than usual; the newest operation failed,
    /// unless an operator has written that off. A later operation takes the place of a failed one.
    /// </summary>
    public static Attention? Of(PaymentDocument payment)
    {
        if (payment.OpenOperation() is { } open && open.NextPart() is { IsUnknown: true, SentAt: { } sent })
        {
            return new(AttentionKinds.OutcomeUnknown,
                $"It is unknown what became of {open.Name} {open.Ordinal}: Qliro gave no answer.", sent + usual,
                open.Amount);
        }
        return payment.Operations is [.., { Status: OperationStatus.Failed, IsWrittenOff: false } failed]
            ? new(AttentionKinds.OperationFailed,
                $"Qliro did not carry out {failed.Name} {failed.Ordinal}: {Why(failed)}", failed.RequestedAt,
                failed.Amount)
            : null;
    }

    /// <summary>What is reserved or taken of the shopper's money; null while no admin order was read.</summary>
    public static decimal? MoneyHeld(PaymentDocument payment) => payment.Ledger is { Lines.Count: > 0 } ledger
        ? Math.Max(0m, ledger.Reserved - ledger.Released - ledger.Returned)
        : null;

    private static string Why(Operation failed) => failed.Error?.Message ?? "it gave no reason.";
}
