using System.Text.Json;
using QliroAdapter.OrderManagement;
using QliroAdapter.Payments;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// What Qliro moved of a purchase, and who asked for it: none of our operations was done twice, or taken for failed
/// although it was done. Where others capture, refund and release as well, one of their operations may stand for one of
/// ours that was lost, because it had the same effect.
/// </summary>
internal sealed class Moved(QliroSimulator qliro, Purchase purchase, long id)
{
    private readonly AdminOrder order = JsonSerializer.Deserialize<AdminOrder>(
        qliro.AdminOrder(id), QliroJson.Options)!;

    private IReadOnlyList<AdminTransaction> Transactions => order.PaymentTransactions!;

    private readonly QliroTotals totals = qliro.Totals(id);

    /// <summary>Our operations must record exactly what Qliro moved.</summary>
    public void IsRecorded(Auditor auditor, PaymentDocument stored, OperationType type)
    {
        var recorded = stored.Operations.Where(operation => operation.Type.Word() == type.Word())
            .Sum(operation => operation.Parts.Sum(part => Recorded(operation.Type, part)));
        var all = Done(type).Where(one => one.IsSuccess).ToList();
        var moved = all.Sum(Worth) - (type == OperationType.Cancel ? Replaced.Sum(added => added.Replaced) / 100m : 0);
        var others = all.Where(IsOthers).Sum(Worth);
        auditor.Must(recorded <= moved && recorded >= moved - others,
            $"{stored.Key}: {type} of {recorded} is recorded, Qliro moved {moved}, {others} of it for others");
    }

    /// <summary>
    /// One transaction for each that a request acts on, and each acts on no more units than there are.
    /// </summary>
    public void IsAskedFor(Auditor auditor, PaymentDocument stored, OperationType type)
    {
        if (totals.Operations.ContainsKey(TransactionType.Debit)) return;
        var replaced = type == OperationType.Cancel ? Replaced.Count() : 0;
        var done = Done(type).Count(one => (one.IsSuccess || !one.IsFinal) && !IsOthers(one)) - replaced;
        var parts = Math.Max(1, totals.Operations.GetValueOrDefault(
            type == OperationType.Refund ? TransactionType.Capture : TransactionType.Preauthorization));
        var asked = purchase.Requests.Where(request => request.Type.Word() == type.Word()).ToList();
        var allowed = asked.Sum(request => Allowed(request, parts));
        auditor.Must(done <= allowed, $"{stored.Key}: {type} done {done} times at Qliro, asked for {allowed} times");
        if (type == OperationType.Capture && !purchase.ActedAtQliro && !asked.Exists(request => request.IsFull))
            IsWorthWhatWasAsked(auditor, stored, asked);
    }

    /// <summary>
    /// Goods are gone from what was reserved only when somebody asked for it by a cancel of items: units of each row or
    /// shipping, whichever of its prices they have.
    /// </summary>
    public void IsReleasedAsAsked(Auditor auditor, PaymentDocument stored)
    {
        if (purchase.ActedAtQliro) return;
        var given = (order.OrderItemActions ?? []).Where(action => action.ActionType == OrderItemActionType.Reserve
            && action.PricePerItemIncVat > 0m && IsGoods(action.MerchantReference!)
            && order.FindTransaction(action.PaymentTransactionId!.Value)
                is { IsSuccess: true, OriginalPaymentTransactionId: null });
        var reserved = qliro.LineTotals(id).Where(line => line.IncVat > 0m && IsGoods(line.Reference))
            .ToLookup(line => Carrier(line.Reference), line => line.Reserved);
        var asked = purchase.Requests.Where(request => request.Type == OperationType.CancelItems)
            .ToLookup(request => Carrier(request.Reference!), request => request.Quantity);
        foreach (var goods in given.GroupBy(action => Carrier(action.MerchantReference!)))
        {
            var gone = goods.Sum(action => action.Quantity ?? 0) - reserved[goods.Key].Sum();
            auditor.Must(gone <= asked[goods.Key].Sum(),
                $"{stored.Key}: {gone} of {goods.Key} are no longer reserved, {asked[goods.Key].Sum()} were asked for");
        }
    }

    private static bool IsGoods(string reference) => !Prefix(reference).Contains('-', StringComparison.Ordinal);

    private static string Carrier(string reference) => Prefix(reference).TrimEnd([.. "bcdefghijklmnopqrstuvwxyz"]);

    private static string Prefix(string reference) => reference.Split(':')[0];

    /// <summary>
    /// A cancel of items replaces reservations, whose release may be written down, and be done again when it failed.
    /// </summary>
    private static int Allowed(StaffRequest request, int parts) => request switch
    {
        { IsFull: true } or { Amount: not null } => parts,
        { Type: OperationType.CancelItems } => 2 * parts,
        _ => Math.Min(parts, request.Quantity),
    };

    /// <summary>Additions that took the place of a reservation whose release Qliro wrote down.</summary>
    private IEnumerable<Addition> Replaced => purchase.Additions.Where(
        added => qliro.Options.ReleasesReplaced && added.Replaced > 0 && added.QliroOrderId == id);

    private IEnumerable<AdminTransaction> Done(OperationType type) => Transactions.Where(one => type switch
    {
        OperationType.Capture => one.Type == TransactionType.Capture,
        OperationType.Refund => one.Type is TransactionType.Refund or TransactionType.Credit
            || one is { Type: TransactionType.UpdateInvoice, Amount: < 0m },
        _ => one.Type == TransactionType.Reversal,
    });

    private bool IsOthers(AdminTransaction one) => purchase.MadeByOthers.Contains(one.PaymentTransactionId!.Value);

    private static decimal Worth(AdminTransaction one) => Math.Abs(one.Amount ?? 0m);

    /// <summary>
    /// A cancel releases each reservation separately. It has failed when one of these failed, and it also releases
    /// goods that were added the moment before. When Qliro had nothing left to release, it moved nothing.
    /// </summary>
    private decimal Recorded(OperationType type, OperationPart part) => (type, part.Status) switch
    {
        (OperationType.Cancel, PartStatus.Succeeded or PartStatus.Failed) => Transactions
            .Where(one => one.IsSuccess && part.TransactionIds.Contains(one.PaymentTransactionId!.Value)).Sum(Worth),
        (OperationType.CancelItems, _) => Transactions.Where(
            one => one is { IsSuccess: true, Type: TransactionType.Reversal }
            && part.TransactionIds.Contains(one.PaymentTransactionId!.Value)).Sum(Worth),
        (not OperationType.Cancel, PartStatus.Succeeded) => part.Amount,
        _ => 0m,
    };

    /// <summary>
    /// A capture includes lines that could not be captured alone, because they are worth nothing, or less. Who names a
    /// line that is gone gets a unit of the row that it was a part of.
    /// </summary>
    private static void IsWorthWhatWasAsked(Auditor auditor, PaymentDocument stored, List<StaffRequest> asked)
    {
        var prices = stored.Ledger.Lines.ToLookup(line => Carrier(line.Reference), line => line.PriceIncVat);
        var worth = asked.Sum(request => request.Quantity * prices[Carrier(request.Reference!)].DefaultIfEmpty().Max());
        auditor.Must(stored.Ledger.Captured <= worth,
            $"{stored.Key}: {stored.Ledger.Captured} captured, {worth} asked for");
    }
}
