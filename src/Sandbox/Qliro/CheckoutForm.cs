using static QliroAdapter.Sandbox.Qliro.CheckoutPage;

namespace QliroAdapter.Sandbox.Qliro;

/// <summary>Who buys, how it is delivered, and the buttons: the part of the frame that the shopper fills in.</summary>
internal static class CheckoutForm
{
    public static string Of(QliroOrder order, FrameTexts texts, IReadOnlyList<ShippingChoice> deliveries) => $"""
        <form id="form" data-testid="qliro-form" novalidate>
          <h2>{Encode(texts.YourDetails)}</h2>
          {Persons(order, texts)}
          {Kinds(order, texts)}
          <div class="grid">{Fields(order, texts)}</div>
          {Deliveries(order, texts, deliveries)}
          <p class="notice" id="notice" role="alert" data-testid="qliro-notice" hidden></p>
          <div class="actions">
            <button type="submit" name="outcome" value="approve" class="primary"
              data-testid="qliro-pay">{Encode(texts.Pay)}</button>
            <button type="submit" name="outcome" value="onHold"
              data-testid="qliro-pay-onhold">{Encode($"{texts.Pay} ({texts.Outcomes[1]})")}</button>
            <button type="submit" name="outcome" value="decline"
              data-testid="qliro-pay-decline">{Encode($"{texts.Pay} ({texts.Outcomes[2]})")}</button>
          </div>
        </form>
        """;

    // The page's script puts the chosen one's number into the field, and turns it to a person or a company.
    private static string Persons(QliroOrder order, FrameTexts texts)
    {
        var choices = string.Concat(TestPersons.Of(order.Country).Select(one => $"""
            <option value="{Encode(one.Number)}" data-kind="{(one.IsCompany ? "company" : "person")}">
              {Encode($"{(one.IsCompany ? texts.Company : texts.Person)}: {texts.Outcomes[(int)one.Outcome]}")}
              ({Encode(one.Number)})</option>
            """));
        return $"""
            <label for="test-person">{Encode(texts.TestPerson)}<select id="test-person"
              data-testid="qliro-test-person"><option value="">–</option>{choices}</select></label>
            """;
    }

    private static string Kinds(QliroOrder order, FrameTexts texts)
    {
        var isCompany = Known(order.Customer, "JuridicalType") == "Company";
        string Kind(string value, string label, bool isChosen) => $"""
            <label class="choice"><input type="radio" name="kind" value="{value}" {(isChosen ? "checked" : "")}
              data-testid="qliro-kind-{value}">{Encode(label)}</label>
            """;
        return $"""
            <div class="kinds" role="radiogroup" aria-label="{Encode(texts.YourDetails)}">
              {Kind("person", texts.Person, !isCompany)}{Kind("company", texts.Company, isCompany)}</div>
            """;
    }

    private static string Fields(QliroOrder order, FrameTexts texts)
    {
        var person = QliroPerson.In(order.Country);
        var (customer, billing) = (order.Customer, order.Billing);
        var isCompany = Known(customer, "JuridicalType") == "Company";
        var number = Known(customer, "PersonalNumber");
        var company = TestPersons.Of(order.Country).First(one => one.IsCompany).Number;
        (string Name, string Value, string Type, string Fill)[] fields =
        [
            ("email", Known(customer, "Email") ?? person.Email, "email", "email"),
            ("mobileNumber", Known(customer, "MobileNumber") ?? person.MobileNumber, "tel", "tel"),
            ("personalNumber", (isCompany ? null : number) ?? person.PersonalNumber, "text", "off"),
            ("organizationNumber", (isCompany ? number : null) ?? company, "text", "off"),
            ("firstName", Known(billing, "FirstName") ?? person.FirstName, "text", "given-name"),
            ("lastName", Known(billing, "LastName") ?? person.LastName, "text", "family-name"),
            ("companyName", Known(billing, "CompanyName") ?? "Test AB", "text", "organization"),
            ("street", Known(billing, "Street") ?? person.Street, "text", "street-address"),
            ("postalCode", Known(billing, "PostalCode") ?? person.PostalCode, "text", "postal-code"),
            ("city", Known(billing, "City") ?? person.City, "text", "address-level2"),
        ];
        return string.Concat(fields.Select((field, at) => $"""
            <label for="{field.Name}">{Encode(texts.Fields[at])}<input id="{field.Name}" name="{field.Name}"
              type="{field.Type}" autocomplete="{field.Fill}" value="{Encode(field.Value)}"
              data-testid="qliro-{field.Name}"></label>
            """));
    }

    private static string Deliveries(QliroOrder order, FrameTexts texts, IReadOnlyList<ShippingChoice> deliveries)
    {
        if (deliveries.Count == 0) return "";
        var choices = string.Concat(deliveries.Select(delivery =>
        {
            var reference = Encode(delivery.Method);
            var isChosen = delivery.Method == order.SelectedShippingMethod ? "checked" : "";
            return $"""
                <label class="choice"><input type="radio" name="shippingMethod" value="{reference}" {isChosen}
                  data-testid="qliro-shipping-{reference}">
                  {Encode(delivery.MethodName)}
                  <span>{delivery.Price:0.00}</span></label>
                """;
        }));
        return $"<fieldset><legend>{Encode(texts.Shipping)}</legend>{choices}</fieldset>";
    }
}
