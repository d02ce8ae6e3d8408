using System.Text.Json.Nodes;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>Gives accepted transactions their outcome, now, later or on command, and tells the merchant.</summary>
internal sealed class Transactions(QliroLedger ledger, PushQueue pushes, Render render, QliroSimulatorOptions options)
{
    private readonly List<(string Type, string Status, string? Code, string? Text)> planned = [];

    /// <summary>Plans that the next transaction of this type ends like this.</summary>
    public void Plan(string type, string status, string? code, string? text)
    {
        lock (ledger.Gate) planned.Add((type, status, code, text));
    }

    /// <summary>
    /// Starts an accepted transaction, which gets its outcome by the chosen timing. Called while the ledger's gate is
    /// held.
    /// </summary>
    public void Schedule(QliroOrder order, QliroTransaction transaction)
    {
        switch (options.Outcomes)
        {
            case OutcomeTiming.Immediately:
                FinishAsPlanned(order, transaction);
                break;
            case OutcomeTiming.AfterDelay:
                _ = FinishLater(order, transaction);
                break;
        }
    }

    /// <summary>Sets a transaction's status and sends the push. Called while the ledger's gate is held.</summary>
    public void Finish(QliroOrder order, QliroTransaction transaction, string status, string? code = null,
        string? text = null)
    {
        if (status == TransactionStatus.Success && transaction.DependsOn is { Succeeded: false } first)
        {
            if (first.IsOpen) Finish(order, first, TransactionStatus.Success);
            else (status, code, text) = (TransactionStatus.Error, "NOT_REPLACED", "The new reservation failed.");
        }

        if (options.PushesInProcessFirst && transaction.Status == TransactionStatus.Created
            && !transaction.IsReservation)
        {
            transaction.Status = TransactionStatus.InProcess;
            PushStatus(order, transaction);
        }

        transaction.Status = status;
        transaction.At = ledger.Now;
        transaction.ErrorCode = code;
        transaction.ErrorDescription = text;
        if (status == TransactionStatus.Success) transaction.OnSuccess?.Invoke();
        PushStatus(order, transaction);
    }

    public void FinishAsPlanned(QliroOrder order, QliroTransaction transaction)
    {
        if (!transaction.IsOpen) return;
        if (transaction.FailsWith is { } failure)
        {
            Finish(order, transaction, TransactionStatus.Error, failure, "The provider rejected it.");
            return;
        }

        var at = planned.FindIndex(plan => plan.Type == transaction.Type);
        if (at < 0)
        {
            Finish(order, transaction, TransactionStatus.Success);
            return;
        }

        var (_, status, code, text) = planned[at];
        planned.RemoveAt(at);
        Finish(order, transaction, status, code, text);
    }

    private async Task FinishLater(QliroOrder order, QliroTransaction transaction)
    {
        await Task.Delay(options.OutcomeDelay, options.Clock);
        lock (ledger.Gate) FinishAsPlanned(order, transaction);
    }

    private void PushStatus(QliroOrder order, QliroTransaction one)
    {
        var body = new JsonObject
        {
            ["OrderId"] = order.Id,
            ["MerchantReference"] = order.Reference,
            ["PaymentTransactionId"] = one.Id,
            ["Amount"] = one.Amount,
            ["Currency"] = order.Currency,
            ["Status"] = render.Enumeration(one.Status),
            ["PaymentType"] = render.Enumeration(one.Type),
            ["ProviderTransactionId"] = $"x{one.Id}",
            ["ProviderResultCode"] = one.Succeeded ? "000.100.110" : one.ErrorCode,
            ["ProviderResultDescription"] = one.Succeeded ? "ok" : one.ErrorDescription,
            ["OriginalPaymentTransactionId"] = one.OriginalId?.ToString(),
            ["PaymentReference"] = one is { Type: "Capture", Succeeded: true } ? one.Id : null,
            ["Timestamp"] = QliroLedger.Stamp(one.At),
        };
        if (one.ErrorCode is not null)
        {
            body["ErrorCode"] = one.ErrorCode;
            body["ErrorCodeDescription"] = one.ErrorDescription;
        }

        pushes.Add(PushKind.OrderManagement, order.Id, order.Text("MerchantOrderManagementStatusPushUrl"), body);
    }
}
