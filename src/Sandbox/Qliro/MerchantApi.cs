using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The Merchant API: create, read and update checkout orders, saved cards.</summary>
internal sealed class MerchantApi(QliroLedger ledger, Render render, Snippet snippet, QliroSimulatorOptions options)
{
    /// <summary>Members that an update may overwrite; members that it does not send stay.</summary>
    private static readonly string[] overwritten =
    [
        "AvailableShippingMethods", "RequireIdentityVerification", "ShippingAdditionalHeader", "ApplicableFees",
            "MerchantConstraintName",
        "PaymentId", "ShippingConfiguration", "MerchantProvidedMetadata", "PickupPersonDetails",
            "MerchantUpdateVersion",
    ];

    /// <summary>
    /// Answers a request whose path continues after <c>/checkout/merchantapi</c>; parts are in lower case.
    /// </summary>
    public WireAnswer Answer(WireRequest request, string[] rest, QliroMerchant merchant) =>
        (request.Method, rest) switch
        {
            ("POST", ["orders"]) => Create(Body(request), merchant),
            ("GET", ["orders"]) =>
                Read(() => ledger.GetByReference(request.Parameter("merchantReference") ?? "", merchant)),
            ("GET", ["orders", var id]) => Read(() => ledger.Get(OrderId(id), merchant)),
            ("PUT", ["orders", var id]) => Update(Body(request), ledger.Get(OrderId(id), merchant)),
            ("DELETE", ["removemerchantsavedcreditcard"]) => RemoveCard(Body(request), merchant),
            (_, ["orders"] or ["orders", _]) => WireAnswer.Empty(405),
            _ => WireAnswer.Empty(404),
        };

    /// <summary>The signed body as an object whose members are found in any letter case.</summary>
    public static Fields Body(WireRequest request)
        => request.Json(ignoreCase: true) is JsonObject body ? new Fields(body)
        : throw QliroRefusal.Input("$", "The request is no JSON object.");

    private static long OrderId(string text)
        => long.TryParse(text, out var id) ? id : throw QliroRefusal.OrderNotFound(text);

    private WireAnswer Create(Fields request, QliroMerchant merchant)
    {
        OrderRules.CheckCreate(request, options);
        var lines = LineRules.Read(request, options);
        OrderRules.CheckPushUrls(request, options);
        OrderRules.CheckConfigured(request, options);
        var order = ledger.Add(merchant, Json.Copy(request.Body));
        order.Lines = lines;
        if (ShippingOffers.MistakeIn(order) is { } mistake) ledger.Mistakes.Add(mistake);
        ShippingOffers.Preselect(order, options);
        ledger.AddActions(order, "Create", 0, 0, order.AllLines);
        return WireAnswer.Of(201, new JsonObject { ["OrderId"] = order.Id, ["PaymentLink"] = null })
            .With("Location", $"/checkout/merchantapi/Orders/{order.Id}");
    }

    private WireAnswer Read(Func<QliroOrder> find)
    {
        try
        {
            var order = find();
            return WireAnswer.Of(200, render.MerchantOrder(order, snippet.Of(order)));
        }
        catch (QliroRefusal refusal) when (refusal.Status == 404 && !options.NotFoundAsJson)
        {
            return new WireAnswer(404, [], "application/octet-stream");
        }
    }

    private WireAnswer Update(Fields request, QliroOrder order)
    {
        OrderRules.CheckUpdate(request, options);
        var lines = LineRules.Read(request, options);
        if (order.Status != CheckoutStatus.InProcess)
            throw QliroRefusal.Bad("OPERATION_NOT_SUPPORTED",
                $"Evaluation, order {order.Id} is {order.Status} and cannot be updated.");
        if (ledger.Now - order.CreatedAt >= QliroLedger.UpdateLimit)
            throw QliroRefusal.Bad("ORDER_EXPIRED", $"Evaluation, order {order.Id} has expired.");
        order.Lines = lines;
        foreach (var member in overwritten.Where(request.Has))
            order.Request[member] = request.Body[member]!.DeepClone();
        ShippingOffers.Preselect(order, options);
        order.Actions.Clear();
        ledger.AddActions(order, "Create", 0, 0, order.AllLines);
        if (ledger.Now >= order.SessionExpiresAt) ledger.Renew(order);
        else order.SessionExpiresAt = ledger.Now + QliroLedger.Session;
        return WireAnswer.Of(200, JsonValue.Create($"/checkout/merchantapi/Orders/{order.Id}"));
    }

    private WireAnswer RemoveCard(Fields request, QliroMerchant merchant)
    {
        var id = request.Guid("MerchantSavedCreditCardId", required: true)!.Value.ToString();
        var holder = ledger.Orders.FirstOrDefault(order =>
            order.IsOf(merchant) && Json.String(order.SavedCard?["Id"]) == id)
            ?? throw QliroRefusal.Bad("INVALID_REQUEST", $"Evaluation, there is no saved card {id}.");
        holder.SavedCard = null;
        return WireAnswer.Empty(200);
    }
}
