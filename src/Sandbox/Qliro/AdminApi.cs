using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// The Admin API v2: finds the order, recognises repeated request ids, refuses what is not possible, and runs the
/// operation.
/// </summary>
internal sealed class AdminApi
{
    private readonly QliroLedger ledger;
    private readonly Render render;
    private readonly QliroSimulatorOptions options;
    private readonly RecurringCharges recurring;
    private readonly Dictionary<string, Func<Fields, QliroOrder, List<QliroTransaction>>> operations;

    public AdminApi(QliroLedger ledger, Transactions transactions, Render render, QliroSimulatorOptions options)
    {
        this.ledger = ledger;
        this.render = render;
        this.options = options;
        recurring = new RecurringCharges(ledger, transactions, options);
        var reservations = new Reservations(ledger, transactions, options);
        var returns = new Returns(ledger, transactions, options);
        operations = new(StringComparer.Ordinal)
        {
            ["markitemsasshipped"] = reservations.Ship,
            ["cancelorder"] = reservations.Cancel,
            ["updateitems"] = reservations.Update,
            ["returnitems"] = returns.Return,
            ["additemstoinvoice"] = returns.AddToInvoice,
            ["updatemerchantreference"] = reservations.Rename,
            ["retryreversalpaymenttransaction"] = reservations.RetryReversal,
        };
    }

    /// <summary>
    /// Answers a request whose path continues after <c>/checkout/adminapi/v2</c>; parts are in lower case.
    /// </summary>
    public WireAnswer Answer(
        WireRequest request, string[] rest, QliroMerchant merchant) => (request.Method, rest) switch
        {
            ("GET", ["orders", _]) => WireAnswer.Of(200, render.AdminOrder(Find(request.Segments[^1], merchant))),
            ("GET", ["paymenttransactions", var id]) => ReadTransaction(id, merchant),
            ("POST", ["orderpushurl", "ordermanagement"]) => ChangePushUrl(MerchantApi.Body(request), merchant),
            ("POST", ["merchantpayment"]) =>
                Once(MerchantApi.Body(request), fields => recurring.Charge(fields, merchant)),
            ("POST", ["merchantpayment", "retry"]) =>
                Once(MerchantApi.Body(request), fields => recurring.Retry(fields, Owned(fields, merchant))),
            ("POST", [var name]) when operations.TryGetValue(name, out var operation) =>
                Once(MerchantApi.Body(request), fields => Operate(fields, Owned(fields, merchant), name, operation)),
            (_, ["orders", _] or ["paymenttransactions", _]) => WireAnswer.Empty(405),
            _ => WireAnswer.Empty(404),
        };

    // A numeric value is tried as an order id first, then as a reference.
    private QliroOrder Find(string idOrReference, QliroMerchant merchant)
        => long.TryParse(idOrReference, out var id) && ledger.Find(id) is not null ? ledger.Get(id, merchant)
            : ledger.GetByReference(idOrReference, merchant);

    private QliroOrder Owned(Fields request, QliroMerchant merchant)
        => ledger.Get(request.Long("OrderId", required: true)!.Value, merchant);

    private WireAnswer Once(Fields request, Func<Fields, WireAnswer> run)
    {
        var id = request.Guid("RequestId", required: true)!.Value;
        if (ledger.WasSeen(id))
            throw QliroRefusal.Bad("INVALID_REQUEST",
                $"Evaluation, a request with RequestId {id} was already received.");
        if (options.RemembersRefusedRequests) ledger.Remember(id);
        var answer = run(request);
        ledger.Remember(id);
        return answer;
    }

    private WireAnswer Operate(
        Fields request, QliroOrder order, string name, Func<Fields, QliroOrder, List<QliroTransaction>> operation)
    {
        if (request.Has("Currency") && request.Text("Currency") != order.Currency)
            throw QliroRefusal.Bad("CURRENCY_MISMATCH", $"Evaluation, the order's currency is {order.Currency}.");
        if (name is not ("cancelorder" or "updatemerchantreference" or "retryreversalpaymenttransaction"))
            request.Text("Currency", required: true);
        if (options.OneTransactionAtATime && name != "updatemerchantreference"
            && order.Transactions.Exists(one => one.IsOpen))
            throw QliroRefusal.Bad("OPERATION_NOT_SUPPORTED",
                "Evaluation, Another transaction is already in process for this order.");
        var made = operation(request, order);
        return name switch
        {
            "updateitems" when options.AnswersUpdatesFlat || order.IsDirectMethod => Updated(made),
            "retryreversalpaymenttransaction" => Started(made[0]),
            _ => Accepted(made),
        };
    }

    /// <summary>The flat shape, which names the reversal of a direct method beside the new reservation.</summary>
    private static WireAnswer Updated(List<QliroTransaction> made)
    {
        if (made is not [var reservation, var reversal]) return Started(made[0], "UpdateItemsResponse");
        return WireAnswer.Of(200, new JsonObject
        {
            ["PaymentTransactionId"] = reservation.Id,
            ["Status"] = TransactionStatus.Created,
            ["Type"] = "UpdateItemsWithReversalResponse",
            ["ReversalPaymentTransactionId"] = reversal.Id,
            ["ReversalPaymentTransactionStatus"] = TransactionStatus.Created,
        });
    }

    private static WireAnswer Started(QliroTransaction made, string? type = null)
    {
        var body = new JsonObject { ["PaymentTransactionId"] = made.Id, ["Status"] = TransactionStatus.Created };
        if (type is not null) body["Type"] = type;
        return WireAnswer.Of(200, body);
    }

    public static WireAnswer Accepted(IEnumerable<QliroTransaction> transactions, long? orderId = null)
    {
        var body = new JsonObject
        {
            ["PaymentTransactions"] = new JsonArray([.. transactions.Select(one => new JsonObject
            {
                ["PaymentTransactionId"] = one.Id, ["Status"] = TransactionStatus.Created,
            })]),
        };
        if (orderId is not null) body["OrderId"] = orderId;
        return WireAnswer.Of(200, body);
    }

    private WireAnswer ReadTransaction(string id, QliroMerchant merchant)
    {
        var found = long.TryParse(id, out var number) ? ledger.FindTransaction(number) : null;
        var order = found is null ? null : ledger.Find(found.OrderId);
        return order is null || !order.IsOf(merchant)
            ? throw new QliroRefusal(404, "PAYMENT_TRANSACTION_NOT_FOUND",
                $"Evaluation, transaction {id} was not found.")
            : WireAnswer.Of(200, render.Transaction(order, found!));
    }

    private WireAnswer ChangePushUrl(Fields request, QliroMerchant merchant) => Once(request, fields =>
    {
        var order = Owned(fields, merchant);
        order.Request["MerchantOrderManagementStatusPushUrl"] =
            fields.Url("MerchantOrderManagementStatusPushUrl", required: true, options.RequiresHttps);
        return WireAnswer.Empty(200);
    });
}
