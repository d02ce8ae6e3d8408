using System.Text.Json.Nodes;
using QliroAdapter.Payments;
using QliroAdapter.Sandbox.Qliro;
using QliroAdapter.Simulation.Engine;
using QliroAdapter.Simulation.People;

namespace QliroAdapter.Simulation.Audit;

/// <summary>
/// Norce's order has what was said of the person who bought at Qliro, and nothing of anybody else. What that person
/// said before may stay.
/// </summary>
internal sealed class PersonAtRest(World world, Auditor auditor)
{
    private static readonly (string Qliro, string Norce)[] members =
    [
        ("FirstName", "givenName"), ("LastName", "familyName"), ("CompanyName", "organizationName"),
        ("CareOf", "careOf"), ("Street", "streetAddress"), ("Street2", "streetAddress2"),
        ("PostalCode", "postalCode"), ("City", "city"),
    ];

    /// <summary>For a purchase.</summary>
    public void Check(PaymentDocument stored, string orderId, long id)
    {
        var (order, sold) = (world.Norce.Order(orderId), world.Qliro.Order(id));
        var customer = sold["Customer"] as JsonObject;
        var buyer = world.Persons.Find((string?)customer?["Email"]);
        var (billing, shipping) = (order["customer"]?["billing"], order["customer"]?["shipping"]);
        HasWhatWasSaid(stored, "billing", billing, sold["BillingAddress"]);
        HasWhatWasSaid(stored, "shipping", shipping, sold["ShippingAddress"]);
        IsTheBuyer(stored, billing, customer);
        IsOfNobodyElse(stored, "billing", billing, buyer.Whole);
        IsOfNobodyElse(stored, "shipping", shipping, buyer.Whole, buyer.Receiver);
    }

    private void HasWhatWasSaid(PaymentDocument stored, string address, JsonNode? known, JsonNode? said)
    {
        foreach (var (qliro, norce) in members)
            Is(stored, $"{address} {norce}", (string?)known?[norce], (string?)said?[qliro]);
    }

    private void IsTheBuyer(PaymentDocument stored, JsonNode? billing, JsonObject? said)
    {
        var isCompany = (string?)said?["JuridicalType"] == "Company";
        Is(stored, "billing email", (string?)billing?["email"], (string?)said?["Email"]);
        Is(stored, "billing phone", (string?)billing?["phone"], (string?)said?["MobileNumber"]);
        Is(stored, "billing number", (string?)billing?[NumberOf(isCompany)], (string?)said?["PersonalNumber"]);
        Is(stored, "billing VAT number", (string?)billing?["attributes"]?["vatId"], (string?)said?["VatNumber"]);
        if (said?["JuridicalType"] is not null)
            Is(stored, "billing type", (string?)billing?["type"], isCompany ? "organization" : "person");
    }

    private void Is(PaymentDocument stored, string what, string? known, string? said)
        => auditor.Must(said is null || said.Contains('*', StringComparison.Ordinal) || known == said,
            $"{stored.Key}: the {what} is {known} at Norce, {said} was said at Qliro");

    private void IsOfNobodyElse(
        PaymentDocument stored, string address, JsonNode? known, params ReadOnlySpan<QliroPerson> allowed)
    {
        foreach (var (name, value) in known as JsonObject ?? [])
        {
            if (name is "id" or "country" or "attributes" or "type" || (string?)value is not { } text) continue;
            var isTheirs = false;
            foreach (var person in allowed) isTheirs |= ValuesOf(person, name).Contains(text, StringComparer.Ordinal);
            auditor.Must(isTheirs, $"{stored.Key}: the {address} {name} is {text}, of somebody else than the buyer");
        }
        if ((string?)known?["attributes"]?["vatId"] is { } number)
            auditor.Must(allowed[0].VatNumber == number, $"{stored.Key}: the VAT number {number} is not the buyer's");
    }

    private static IEnumerable<string?> ValuesOf(QliroPerson person, string name) => name switch
    {
        "email" => [person.Email],
        "phone" => [person.MobileNumber],
        _ when name == NumberOf(person.IsCompany) => [person.PersonalNumber],
        _ => members.Where(member => member.Norce == name)
            .Select(member => (string?)person.Address()[member.Qliro]),
    };

    private static string NumberOf(bool isCompany)
        => isCompany ? "organizationIdentificationNumber" : "nationalIdentificationNumber";
}
