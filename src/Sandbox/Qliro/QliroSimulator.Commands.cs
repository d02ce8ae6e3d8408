using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <content>The actions of shoppers, banks and Qliro's staff.</content>
public sealed partial class QliroSimulator
{
    /// <summary>The ids of all orders, oldest first.</summary>
    public IReadOnlyList<long> OrderIds
    {
        get { lock (ledger.Gate) return [.. ledger.Orders.Select(order => order.Id)]; }
    }

    /// <summary>What merchants did wrong without being refused, oldest first.</summary>
    public IReadOnlyList<string> Mistakes
    {
        get { lock (ledger.Gate) return [.. ledger.Mistakes]; }
    }

    /// <summary>The deliveries that the frame offers.</summary>
    public IReadOnlyList<ShippingChoice> ShippingOffered(long orderId)
        => With(orderId, order => ShippingOffers.Of(order, Options));

    /// <summary>The order as the merchant reads it.</summary>
    public JsonObject Order(long orderId)
        => With(orderId, order => Json.Copy(render.MerchantOrder(order, snippet.Of(order))));

    /// <summary>The order as the Admin API shows it.</summary>
    public JsonObject AdminOrder(long orderId) => With(orderId, order => Json.Copy(render.AdminOrder(order)));

    /// <summary>The create request with updates applied.</summary>
    public JsonObject Request(long orderId) => With(orderId, order => Json.Copy(order.Request));

    public string Status(long orderId) => With(orderId, order => order.Status);

    /// <summary>The order's money, for auditors.</summary>
    public QliroTotals Totals(long orderId) => With(orderId, QliroTotals.Of);

    /// <summary>The same per line, in units.</summary>
    public IReadOnlyList<QliroLineTotals> LineTotals(long orderId) => With(orderId, QliroLineTotals.Of);

    /// <summary>
    /// Lines still to ship per reservation, and still to return per capture, as (transaction, reference, price,
    /// quantity).
    /// </summary>
    public IReadOnlyList<(long TransactionId, string Reference, decimal IncVat, int Quantity)> Left(long orderId)
        => With(orderId, order =>
            (IReadOnlyList<(long, string, decimal, int)>)[.. order.Transactions
            .Where(one => one is { Succeeded: true, Superseded: false } && (one.IsReservation || one.Type == "Capture"))
            .SelectMany(one =>
                (one.IsReservation ? LineLedger.Reserved(order, one.Id) : LineLedger.Shipped(order, one.Id))
                .Where(line => line.Quantity > 0)
                    .Select(line => (one.Id, line.Reference, line.IncVat, line.Quantity)))]);

    /// <summary>
    /// The shopper presses buy: the merchant is asked first, then the payment is made, then pushes are sent.
    /// </summary>
    public Task<PurchaseResult> CompleteAsync(long orderId, PurchaseOutcome outcome = PurchaseOutcome.Approve,
        string method = "QLIROPAYLATER_INVOICE30", string? typeCode = "INVOICE") =>
        purchases.Complete(Get(orderId), outcome, method, typeCode);

    /// <summary>A test person presses buy; the personal number decides the outcome.</summary>
    public Task<PurchaseResult> PayAsync(long orderId, QliroPerson person, string method = "QLIROPAYLATER_INVOICE30",
        string? typeCode = "INVOICE")
    {
        SetCustomer(orderId, person);
        return CompleteAsync(orderId, TestPersons.OutcomeOf(person.PersonalNumber), method, typeCode);
    }

    /// <summary>Ends the review of an order on hold.</summary>
    public void ResolveHold(long orderId, bool completed) => Do(orderId, order => purchases.Resolve(order, completed));

    /// <summary>The shopper identifies: contact details and both addresses.</summary>
    public void SetCustomer(long orderId, QliroPerson person) => Do(orderId, order =>
    {
        order.Customer = person.Customer();
        order.Billing = person.Address();
        order.Shipping = person.Address();
    });

    /// <summary>The shopper tells how to be reached and nothing else, as with goods that are sent nowhere.</summary>
    public void SetContact(long orderId, string email, string mobileNumber) => Do(orderId, order =>
    {
        order.Customer = new JsonObject { ["Email"] = email, ["MobileNumber"] = mobileNumber };
        (order.Billing, order.Shipping, order.HasAddressesSet) = (null, null, true);
    });

    /// <summary>Sets parts of the order as Qliro knows them; null empties a part.</summary>
    public void SetAddresses(long orderId, JsonObject? billing, JsonObject? shipping) => Do(orderId, order =>
    {
        order.HasAddressesSet = true;
        order.Billing = billing is null ? null : Json.Copy(billing);
        order.Shipping = shipping is null ? null : Json.Copy(shipping);
    });

    /// <summary>The shopper answers the newsletter question, and proves their identity or not.</summary>
    public void SetAnswers(long orderId, bool? wantsNewsletter, bool identityVerified) => Do(orderId, order =>
        (order.WantsNewsletter, order.IdentityVerified) = (wantsNewsletter, identityVerified));

    /// <summary>Adds a line that the merchant never sent, such as an invoice fee.</summary>
    public void AddFee(long orderId, decimal incVat, decimal exVat, string reference = "InvoiceFee",
        decimal? vatRate = 25m) =>
        Do(orderId, order =>
            order.Added.Add(new QliroLine(reference, "Fakturaavgift", "Fee", 1, incVat, exVat, vatRate, null)));

    /// <summary>
    /// The shopper chooses a shipping method in the page: a line with its metadata replaces the previous one. Returns
    /// what the page's onShippingMethodChanged receives.
    /// </summary>
    public JsonObject SelectShipping(long orderId, ShippingChoice choice)
        => With(orderId, order => ShippingChoices.Apply(order, choice, Options.FreeShippingHasLine));

    /// <summary>The choice of shipping is gone, as when the provider has none for the shopper's address.</summary>
    public void SelectNoShipping(long orderId) => Do(orderId, order =>
    {
        (order.SelectedShippingMethod, order.SelectedSecondaryOption) = (null, null);
        order.Added.RemoveAll(line => line.Type == "Shipping");
    });

    /// <summary>
    /// Asks the merchant for shipping methods, as on a change of address; null when the answer cannot be used.
    /// </summary>
    public Task<OutboundAnswer> AskShippingMethods(long orderId)
        => Ask(orderId, "MerchantOrderAvailableShippingMethodsUrl", true);

    /// <summary>Asks the merchant for shipping addresses.</summary>
    public Task<OutboundAnswer> AskShippingAddresses(long orderId)
        => Ask(orderId, "MerchantOrderAvailableShippingAddressesUrl", false);

    /// <summary>Gives a transaction its outcome and sends the push.</summary>
    public void FinishTransaction(long transactionId, string status = TransactionStatus.Success,
        string? errorCode = null, string? errorText = null)
    {
        lock (ledger.Gate)
        {
            var found = ledger.FindTransaction(transactionId)
                ?? throw new ArgumentException($"No transaction {transactionId}.", nameof(transactionId));
            transactions.Finish(Get(found.OrderId), found, status, errorCode, errorText);
        }
    }

    /// <summary>Gives every open transaction of an order its planned outcome, or success.</summary>
    public void FinishOpenTransactions(long orderId) => Do(orderId, order =>
    {
        foreach (var open in order.Transactions.FindAll(one => one.IsOpen)) transactions.FinishAsPlanned(order, open);
    });

    /// <summary>
    /// Plans that the next transaction of this type (<c>Capture</c>, <c>Refund</c>, <c>Reversal</c> …) ends with this
    /// status.
    /// </summary>
    public void PlanOutcome(string type, string status, string? errorCode = null, string? errorText = null)
        => transactions.Plan(type, status, errorCode, errorText);

    /// <summary>Qliro's staff captures everything that is left; returns the transaction.</summary>
    public long CaptureOutOfBand(long orderId) => With(orderId, order =>
    {
        var reservation = Reservations.Live(order)[^1];
        var lines = LineLedger.Reserved(order, reservation.Id).FindAll(line => line.Quantity > 0);
        return new Reservations(ledger, transactions, Options).Capture(order, reservation, lines).Id;
    });

    /// <summary>
    /// Qliro's staff lowers what is reserved of one line to this quantity; 0 removes the line. A new reservation
    /// replaces the last one and is returned.
    /// </summary>
    public long LowerOutOfBand(long orderId, string reference, int quantity) => With(orderId, order =>
    {
        var old = Reservations.Live(order)[^1];
        var lines = LineLedger.Reserved(order, old.Id)
            .Select(line => line.Reference == reference ? line with { Quantity = quantity } : line).ToList()
            .FindAll(line => line.Quantity > 0);
        var made = new Reservations(ledger, transactions, Options).Replace(order, old, lines);
        foreach (var transaction in made) transactions.Schedule(order, transaction);
        return made[0].Id;
    });

    /// <summary>
    /// Qliro's staff returns everything that is left of the last capture that can give more than the fee back, less the
    /// fee and what was given back without items; returns the transaction.
    /// </summary>
    public long RefundOutOfBand(long orderId, decimal fee = 0m) => With(orderId, order =>
    {
        var capture = order.Transactions.FindLast(one => one is { Type: "Capture", Succeeded: true }
            && Returns.Returnable(order, one) > fee)!;
        var lines = LineLedger.Shipped(order, capture.Id).FindAll(line => line.Quantity > 0);
        fee += LineLedger.AmountOf(lines) - Returns.Returnable(order, capture);
        return new Returns(ledger, transactions, Options).Refund(order, capture, lines, fee).Id;
    });

    /// <summary>
    /// What can still be given back per capture, as (transaction, amount); captures with nothing left are not listed.
    /// </summary>
    public IReadOnlyList<(long TransactionId, decimal Amount)> Returnable(long orderId) => With(orderId, order =>
        (IReadOnlyList<(long, decimal)>)[.. order.Transactions
            .Where(one => one is { Type: "Capture", Succeeded: true })
            .Select(one => (one.Id, Returns.Returnable(order, one))).Where(one => one.Item2 > 0m)]);

    /// <summary>Makes the order older than its update limit and ends its session.</summary>
    public void Expire(long orderId) => Do(orderId, order =>
    {
        order.CreatedAt = ledger.Now - QliroLedger.UpdateLimit - TimeSpan.FromMinutes(1);
        order.SessionExpiresAt = ledger.Now;
    });

    /// <summary>Ends the page's session; an update starts a new one.</summary>
    public void ExpireSession(long orderId) => Do(orderId, order => order.SessionExpiresAt = ledger.Now);

    /// <summary>Sends any push, true or not, to any URL.</summary>
    public Push SendPush(string url, JsonNode body, long orderId = 0)
        => pushes.Add(PushKind.Custom, orderId, url, Json.Text(body));

    /// <summary>Sends a merchant notification about an order to its MerchantNotificationUrl.</summary>
    public void SendNotification(long orderId, JsonNode? payload, bool isSuccess = true, string provider = "Unifaun",
        string eventType = "SHIPPING_PROVIDER_UPDATE", string? error = null) => Do(orderId, order =>
        pushes.Add(PushKind.Notification, orderId, order.Text("MerchantNotificationUrl"), new JsonObject
        {
            ["OrderId"] = order.Id,
            ["MerchantReference"] = order.Reference,
            ["IsSuccess"] = isSuccess,
            ["ErrorMessage"] = error,
            ["TimeStamp"] = QliroLedger.Stamp(ledger.Now),
            ["EventType"] = eventType,
            ["Provider"] = provider,
            ["Payload"] = payload?.DeepClone(),
        }));

    /// <summary>Makes one attempt now for every push that is neither finished nor held, in order.</summary>
    public Task FlushPushes() => pushes.Flush();

    /// <summary>Sends the held pushes, optionally the last one first.</summary>
    public void ReleaseHeldPushes(bool lastFirst = false) => pushes.ReleaseHeld(lastFirst);

    private QliroOrder Get(long orderId)
    {
        lock (ledger.Gate) return ledger.Find(orderId)
            ?? throw new ArgumentException($"There is no order {orderId}.", nameof(orderId));
    }

    private T With<T>(long orderId, Func<QliroOrder, T> use)
    {
        lock (ledger.Gate) return use(Get(orderId));
    }

    private void Do(long orderId, Action<QliroOrder> use)
    {
        lock (ledger.Gate) use(Get(orderId));
    }

    private async Task<OutboundAnswer> Ask(long orderId, string member, bool forMethods)
    {
        var (url, body) = With(orderId, order => (order.Text(member), ShippingChoices.Question(order, forMethods)));
        var answer =
            await outbound.Post(url, Json.Text(body), new Dictionary<string, string>(StringComparer.Ordinal),
                Options.CallbackTimeout);
        if (forMethods && answer.Status == 200
            && ShippingRules.CheckAnswer(Json.TryParse(answer.Body, ignoreCase: true)) is { } wrong)
            return new OutboundAnswer(null, answer.Body, wrong);
        if (forMethods && answer.Status == 200 && Json.TryParse(answer.Body) is JsonObject methods)
            Do(orderId, order =>
                order.Request["AvailableShippingMethods"] = methods["AvailableShippingMethods"]?.DeepClone());
        return answer;
    }
}
