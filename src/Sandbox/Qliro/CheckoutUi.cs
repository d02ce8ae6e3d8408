using System.Text.Json.Nodes;
using QliroAdapter.Sandbox.Wire;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>
/// The pages behind the snippet: the script for the shop's page, the page in the iframe, and what both of them request.
/// </summary>
internal sealed class CheckoutUi(QliroSimulator simulator, QliroLedger ledger)
{
    /// <summary>Answers a request whose path continues after <c>/checkout-ui</c>.</summary>
    public async Task<WireAnswer> Answer(WireRequest request, string[] page)
    {
        var answer = (request.Method, page) switch
        {
            ("GET", ["q1.js"]) => Pages.Script("q1.js"),
            ("GET", ["checkout.js"]) => Pages.Script("checkout.js"),
            ("GET", ["checkout.css"]) => Pages.Style("checkout.css"),
            ("GET", [var id]) => Page(id, request),
            ("GET", [var id, "state"]) => State(id, request),
            ("POST", [var id, "customer"]) => Change(id, request, Customer),
            ("POST", [var id, "shipping"]) => Change(id, request, Shipping),
            ("POST", [var id, "pay"]) => await Pay(id, request),
            _ => WireAnswer.Empty(404),
        };

        // The shop's page has another origin, and requests the state.
        return answer.With("Access-Control-Allow-Origin", "*").With("Cache-Control", "no-store");
    }

    private QliroOrder? Find(string id, WireRequest request)
    {
        if (!long.TryParse(id, out var orderId)) return null;
        lock (ledger.Gate)
        {
            var order = ledger.Find(orderId);
            return order is not null && request.Parameter("token")?.Split('.')[^1] == order.SessionToken ? order : null;
        }
    }

    private WireAnswer Page(string id, WireRequest request) => Find(id, request) is { } order
        ? WireAnswer.Html(CheckoutPage.Of(order, ledger.Now, simulator.ShippingOffered(order.Id)))
        : WireAnswer.Html(CheckoutPage.Expired(LanguageOf(id)));

    private static bool IsCompany(JsonObject form) => Json.String(form["kind"]) == "company";

    // Whoever comes without a session still reads in the order's language.
    private string LanguageOf(string id)
    {
        lock (ledger.Gate)
            return long.TryParse(id, out var order) ? ledger.Find(order)?.Text("Language") ?? "en" : "en";
    }

    private WireAnswer State(string id, WireRequest request)
    {
        if (Find(id, request) is not { } order) return WireAnswer.Empty(410);
        lock (ledger.Gate)
        {
            if (order.Status == CheckoutStatus.InProcess && ledger.Now >= order.SessionExpiresAt)
                return WireAnswer.Empty(410);
            return WireAnswer.Of(200, new JsonObject
            {
                ["status"] = order.Status,
                ["merchantUpdateVersion"] = order.Request["MerchantUpdateVersion"]?.DeepClone(),
                ["totalPrice"] = order.Total,
                ["orderItems"] = new JsonArray([.. order.AllLines.Select(line => new JsonObject
                {
                    ["merchantReference"] = line.Reference,
                    ["pricePerItemIncVat"] = line.IncVat,
                    ["quantity"] = line.Quantity,
                })]),
            });
        }
    }

    private WireAnswer Change(string id, WireRequest request, Func<QliroOrder, JsonObject, JsonObject> change)
    {
        if (Find(id, request) is not { } order || request.Json() is not JsonObject body) return WireAnswer.Empty(410);
        return WireAnswer.Of(200, change(order, body));
    }

    private JsonObject Customer(QliroOrder order, JsonObject form)
    {
        simulator.SetCustomer(order.Id, PersonOf(form, order));
        return new JsonObject
        {
            ["email"] = form["email"]?.DeepClone(),
            ["mobileNumber"] = form["mobileNumber"]?.DeepClone(),
            ["personalNumber"] = IsCompany(form) ? null : form["personalNumber"]?.DeepClone(),
            ["organizationNumber"] = IsCompany(form) ? form["organizationNumber"]?.DeepClone() : null,

            // The page never shows the address of a recognised shopper.
            ["address"] = new JsonObject { ["isMasked"] = true },
        };
    }

    private JsonObject Shipping(QliroOrder order, JsonObject form)
    {
        var wanted = Json.String(form["method"]);
        var choice = simulator.ShippingOffered(order.Id).FirstOrDefault(one => one.Method == wanted);
        return choice is null ? [] : simulator.SelectShipping(order.Id, choice);
    }

    private async Task<WireAnswer> Pay(string id, WireRequest request)
    {
        if (Find(id, request) is not { } order || request.Json() is not JsonObject form) return WireAnswer.Empty(410);
        var person = PersonOf(form, order);
        simulator.SetCustomer(order.Id, person);
        var outcome = Json.String(form["outcome"]) switch
        {
            "onHold" => PurchaseOutcome.OnHold,
            "decline" => PurchaseOutcome.Decline,
            _ => TestPersons.OutcomeOf(person.PersonalNumber),
        };
        var result = await simulator.CompleteAsync(order.Id, outcome);
        return WireAnswer.Of(200, new JsonObject
        {
            ["accepted"] = result.Accepted,
            ["status"] = result.Status,
            ["declineReason"] = result.DeclineReason,
            ["declineReasonMessage"] = result.DeclineMessage,
            ["redirect"] = result.ConfirmationUrl,
        });
    }

    private static QliroPerson PersonOf(JsonObject form, QliroOrder order) => new()
    {
        Email = Json.String(form["email"]) ?? "",
        PersonalNumber = Json.String(form[IsCompany(form) ? "organizationNumber" : "personalNumber"]) ?? "",
        IsCompany = IsCompany(form),
        CompanyName = IsCompany(form) ? Json.String(form["companyName"]) : null,
        MobileNumber = Json.String(form["mobileNumber"]) ?? "",
        FirstName = Json.String(form["firstName"]) ?? "",
        LastName = Json.String(form["lastName"]) ?? "",
        Street = Json.String(form["street"]) ?? "",
        PostalCode = Json.String(form["postalCode"]) ?? "",
        City = Json.String(form["city"]) ?? "",
        CountryCode = order.Country,
    };
}
