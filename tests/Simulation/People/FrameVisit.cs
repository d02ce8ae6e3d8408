using System.Text.Json;
using System.Text.Json.Nodes;
using QliroAdapter.Qliro;
using QliroAdapter.Sandbox.Norce;
using QliroAdapter.Simulation.Engine;

namespace QliroAdapter.Simulation.People;

/// <summary>
/// What a shopper does in Qliro's frame before buying: says who buys, lets somebody else take over, chooses a delivery
/// and another. What the browser tells of it is another matter.
/// </summary>
internal sealed class FrameVisit(World world, Purchase purchase)
{
    private readonly Browser browser = new(world, purchase);
    private readonly HashSet<Person> named = [];
    private Person? present;
    private bool wasVague;

    private Dice Dice => world.Dice;

    private string? Live => (string?)world.Norce.LivePayment(purchase.OrderId)?["id"];

    /// <summary>The shop knows its customer before the checkout opens.</summary>
    public void LogIn(JsonObject order)
    {
        if (!world.Offers.NamesPersons || purchase.IsDigital || !Dice.Chance(0.3)) return;
        named.Add(present = world.Persons.Add());
        order["customer"] = new JsonObject { ["type"] = TypeOf(present), ["billing"] = AddressOf(present) };
        if (Dice.Chance(0.5)) order["customer"]!["shipping"] = AddressOf(present);
    }

    /// <summary>The shopper says who buys: the same person as before, or another after "not you?".</summary>
    public async Task SayWho(long frame)
    {
        if (!world.Qliro.IsOpen(frame) || Live is not { } payment) return;
        if (present is null || Dice.Chance(0.4)) present = world.Persons.Add();
        world.Trace.Add($"{present.Whole.Email} says who buys in {frame} of {purchase.OrderId}");
        Say(frame, present);
        named.Add(present);
        if (world.Offers is { Ships: true, HasOptions: true } && Dice.Chance(0.5)) await AskMethods(frame);
        await browser.Tell("customer update", payment, grain => grain.UpdateCustomer(new()));
    }

    /// <summary>The shopper chooses a delivery, or another one.</summary>
    public async Task ChooseDelivery(long frame)
    {
        if (purchase.IsDigital || !world.Qliro.IsOpen(frame) || Live is not { } payment
            || Deliveries.Offered(world, frame) is not { } choice) return;
        world.Trace.Add($"delivery {choice.Method} {choice.SecondaryOption} {string.Join(' ', choice.Services)} for "
            + $"{choice.Price + choice.ServicesPrice} is chosen in {frame} of {purchase.OrderId}");
        purchase.Services[frame] = choice.Services;
        var told = world.Qliro.SelectShipping(frame, choice)
            .Deserialize<QliroShippingMethodChanged>(QliroJson.Options)!;
        await browser.Tell(
            $"delivery {choice.Method}", payment, grain => grain.UpdateShippingOption(new() { Selected = told }));
    }

    /// <summary>Does what Qliro requires before the buy button, and what most shoppers have done by then.</summary>
    public async Task Prepare(long frame)
    {
        if (world.Offers.NamesPersons && world.Qliro.Order(frame)["Customer"] is null) await SayWho(frame);
        if (world.Offers.Ships && world.Qliro.DeliveryChosen(frame) is null && Dice.Chance(0.85)) await ChooseDelivery(frame);
    }

    private void Say(long frame, Person person)
    {
        // Nothing could tell somebody of whom this little is known from the next person.
        var mayBeVague = named.All(one => one == person) && IsAtNorce("email", person.Whole.Email);
        if (purchase.IsDigital && IsAtNorce("givenName", person.Whole.FirstName))
        {
            world.Qliro.SetContact(frame, person.Whole.Email, person.Whole.MobileNumber);
        }
        else if (mayBeVague && Dice.Chance(0.25))
        {
            wasVague = true;
            world.Qliro.SetCustomer(frame, Persons.Masked(person));
        }
        else
        {
            world.Qliro.SetCustomer(frame, world.Persons.SaidBy(person, mayLeavePhoneOut: !wasVague));
            var billing = (JsonObject)world.Qliro.Order(frame)["BillingAddress"]!;
            if (Dice.Chance(0.25)) world.Qliro.SetAddresses(frame, billing, person.Receiver.Address());
            else if (Dice.Chance(0.2)) world.Qliro.SetAddresses(frame, billing, null);
        }
    }

    /// <summary>
    /// Norce knows this of the buyer, or nothing. Who bought before without saying who it was has a name at Qliro all
    /// the same.
    /// </summary>
    private bool IsAtNorce(string name, string? said)
    {
        var customer = world.Norce.Order(purchase.OrderId)["customer"];
        return ((string?)(customer?["billing"]?[name] ?? customer?["shipping"]?[name]) ?? said) == said;
    }

    /// <summary>Another address may be one to which the chosen delivery does not go.</summary>
    private async Task AskMethods(long frame)
    {
        await world.Qliro.AskShippingMethods(frame);
        if (!world.Qliro.IsOpen(frame) || Deliveries.IsShown(world, frame)) return;
        world.Trace.Add($"the delivery of {frame} of {purchase.OrderId} is gone");
        world.Qliro.SelectNoShipping(frame);
    }

    private static string TypeOf(Person person) => person.Whole.IsCompany ? "organization" : "person";

    private static JsonObject AddressOf(Person person)
    {
        var (address, whole) = (NorceOrders.Address(), person.Whole);
        address["type"] = TypeOf(person);
        (address["givenName"], address["familyName"]) = (whole.FirstName, whole.LastName);
        (address["email"], address["phone"]) = (whole.Email, whole.MobileNumber);
        (address["streetAddress"], address["streetAddress2"]) = (whole.Street, whole.Street2);
        (address["postalCode"], address["city"]) = (whole.PostalCode, whole.City);
        (address["careOf"], address["organizationName"]) = (whole.CareOf, whole.CompanyName);
        address[whole.IsCompany ? "organizationIdentificationNumber" : "nationalIdentificationNumber"]
            = whole.PersonalNumber;
        return address;
    }
}
