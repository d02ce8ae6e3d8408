using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// Carries out what the shopper does in the page: validation first, then the payment, then the pushes.
/// </summary>
internal sealed class Purchases(
    QliroLedger ledger, Transactions transactions, PushQueue pushes, Render render, Outbound outbound,
        QliroSimulatorOptions options)
{
    private const int MessageLengthMax = 150;
    private static readonly string[] reasons =
    [
        "OutOfStock", "PostalCodeIsNotSupported", "ShippingIsNotSupportedForPostalCode",
        "CashOnDeliveryIsNotSupportedForShippingMethod", "IdentityNotVerified", "Other",
    ];

    public async Task<PurchaseResult> Complete(QliroOrder order, PurchaseOutcome outcome, string method,
        string? typeCode)
    {
        string validationUrl, body;
        lock (ledger.Gate)
        {
            if (order.Status != CheckoutStatus.InProcess || order.IsPaying)
                return Declined(order, "NotInProcess", "The order is not open.", null);
            if (ledger.Now >= order.SessionExpiresAt)
                return Declined(order, "SessionExpired", "The session has expired.", null);
            order.IsPaying = true;
            Identify(order);
            order.Method = method;
            order.MethodTypeCode = typeCode;
            ChargeFees(order, method);
            validationUrl = order.Text("MerchantOrderValidationUrl");
            body = Json.Text(Render.Validation(order));
        }

        try
        {
            OutboundAnswer? validation = null;
            if (validationUrl.Length > 0)
            {
                validation =
                    await outbound.Post(validationUrl, body, new Dictionary<string, string>(StringComparer.Ordinal),
                        options.CallbackTimeout);
                var (reason, message) = Reject(order, validation);
                if (reason is not null) return Declined(order, reason, message, validation);
            }

            lock (ledger.Gate) return Finish(order, outcome, validation);
        }
        finally
        {
            lock (ledger.Gate) order.IsPaying = false;
        }
    }

    /// <summary>Decides an order that is on hold. Called while the ledger's gate is held.</summary>
    public void Resolve(QliroOrder order, bool completed)
    {
        if (order.Status != CheckoutStatus.OnHold)
            throw new InvalidOperationException($"Order {order.Id} is {order.Status}.");
        var payment = order.Transactions.Find(one => one.IsReservation)!;
        order.Status = completed ? CheckoutStatus.Completed : CheckoutStatus.Refused;
        PushStatus(order, payment.Id);
        transactions.Finish(order, payment, completed ? TransactionStatus.Success : TransactionStatus.Error,
            completed ? null : "REFUSED", completed ? null : "Refused after review.");
    }

    private PurchaseResult Finish(QliroOrder order, PurchaseOutcome outcome, OutboundAnswer? validation)
    {
        // The order may have been updated while the merchant was asked.
        if (order.Status != CheckoutStatus.InProcess)
            return Declined(order, "NotInProcess", "The order is not open.", validation);
        if (outcome == PurchaseOutcome.Decline)
            return Declined(order, PurchaseResult.DeniedByQliro, TextOf(order), validation);

        order.IdentityVerified = true;
        var type = order.IsDirectMethod ? "Debit" : "Preauthorization";
        var payment = ledger.AddTransaction(order, type, order.Total, null);
        ledger.AddActions(order, "Reserve", payment.Id, payment.Id, order.AllLines);
        order.Status = outcome == PurchaseOutcome.OnHold ? CheckoutStatus.OnHold : CheckoutStatus.Completed;
        PushStatus(order, payment.Id);
        transactions.Finish(order, payment, outcome == PurchaseOutcome.OnHold ? TransactionStatus.OnHold
            : TransactionStatus.Success);
        if (outcome == PurchaseOutcome.Approve) SaveCard(order);
        return new PurchaseResult(true, order.Status, null, null, payment.Id, validation,
            order.Text("MerchantConfirmationUrl"));
    }

    private static string TextOf(QliroOrder order) => FrameTexts.In(order.Text("Language")).Receipt[^1];

    // Qliro knows a shopper by the time of the payment, even when a test typed nothing.
    private static void Identify(QliroOrder order)
    {
        var person = QliroPerson.In(order.Country);
        order.Customer ??= person.Customer();
        if (order.HasAddressesSet) return;
        order.Billing ??= person.Address();
        order.Shipping ??= person.Address();
    }

    private static void ChargeFees(QliroOrder order, string method)
    {
        foreach (var fee in Json.Objects(order.Request["ApplicableFees"]?["Fees"]?[method]))
        {
            order.Added.RemoveAll(line =>
                line.Type == "Fee" && line.Reference == Json.String(fee["MerchantReference"]));
            order.Added.Add(new QliroLine(Json.String(fee["MerchantReference"])!, Json.String(fee["Description"]),
                "Fee", 1,
                Json.Number(fee["AmountIncludingVat"]) ?? 0m, Json.Number(fee["AmountExcludingVat"])
                    ?? 0m, null, null));
        }
    }

    private static PurchaseResult Declined(QliroOrder order, string reason, string? message,
        OutboundAnswer? validation) =>
        new(false, order.Status, reason, message, null, validation, null);

    // 200 approves, and 400 with a known reason declines. Any other answer counts as none.
    private (string? Reason, string? Message) Reject(QliroOrder order, OutboundAnswer answer)
    {
        if (answer.Status == 200) return default;
        var comparison = options.StrictCallbackResponse ? StringComparison.Ordinal : StringComparison.OrdinalIgnoreCase;
        var body = answer.Status == 400 ? Json.TryParse(answer.Body) as JsonObject : null;
        var reason = Member(body, "DeclineReason", comparison);
        if (reason is not null && reasons.Contains(reason, StringComparer.Ordinal))
        {
            var message = Member(body, "DeclineReasonMessage", comparison);
            var shown = reason == "Other" && message is { Length: > 0 and <= MessageLengthMax };
            return (reason, shown ? message : TextOf(order));
        }

        return options.SilenceRejects ? ("Other", TextOf(order)) : default;
    }

    private static string? Member(JsonObject? body, string name, StringComparison comparison)
        => body?.Where(member => member.Key.Equals(name, comparison)).Select(member => Json.String(member.Value))
            .FirstOrDefault();

    private void PushStatus(QliroOrder order, long transactionId)
        => pushes.Add(PushKind.CheckoutStatus, order.Id, order.Text("MerchantCheckoutStatusPushUrl"), new JsonObject
        {
            ["OrderId"] = order.Id,
            ["MerchantReference"] = order.Reference,
            ["Status"] = render.Enumeration(order.Status),
            ["Timestamp"] = QliroLedger.Stamp(ledger.Now),
            ["NotificationType"] = "CustomerCheckoutStatus",
            ["PaymentTransactionId"] = transactionId,
        });

    // The card is saved for later charges when the order has a subscription line.
    private void SaveCard(QliroOrder order)
    {
        if (order.Method != "CREDITCARDS"
            || !order.Lines.Exists(line => Json.Flag(line.Metadata?["Subscription"]?["Enabled"]))) return;
        var id = ledger.Ids.Guid().ToString();
        order.SavedCard = new JsonObject
        {
            ["Id"] = id, ["BrandName"] = "VISA", ["ExpiryYear"] = 30, ["ExpiryMonth"] = 4,
            ["Bin"] = "400000", ["Last4Digits"] = "0002", ["MaskedNumber"] = "400000******0002",
        };
        JsonNode Number(int value) => options.SavedCardNumbersAsText ? JsonValue.Create(value.ToString())
            : JsonValue.Create(value);
        pushes.Add(PushKind.SavedCard, order.Id, order.Text("MerchantSavedCreditCardPushUrl"), new JsonObject
        {
            ["OrderId"] = options.SavedCardNumbersAsText ? JsonValue.Create(order.Id.ToString())
                : JsonValue.Create(order.Id),
            ["Id"] = id.ToUpperInvariant(),
            ["CardBin"] = "400000",
            ["CardLast4Digits"] = "0002",
            ["CardExpiryYear"] = Number(2030),
            ["CardExpiryMonth"] = Number(4),
            ["CardBrandName"] = "Visa",
            ["Timestamp"] = QliroLedger.Stamp(ledger.Now),
        });
    }
}
