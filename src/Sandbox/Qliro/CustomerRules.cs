namespace QliroAdapter.Sandbox.Qliro;

/// <summary>The limits of customer details and addresses in requests.</summary>
internal static class CustomerRules
{
    private static readonly string[] updatableMembers = ["Email", "Address"];

    public static void Check(Fields customer)
    {
        customer.Text("PersonalNumber", max: 50);
        customer.Text("VatNumber", max: 50);
        customer.Text("Email", max: 255);
        customer.Text("MobileNumber", max: 50);
        customer.OneOf("JuridicalType", false, "Physical", "Company");
        if (customer.Text("DateOfBirth") is { } birth && !DateTime.TryParse(birth, out _))
            throw customer.Wrong("DateOfBirth", "The value is no date.");
        foreach (var name in customer.Body.Select(member => member.Key)
            .Where(key => key.StartsWith("Lock", StringComparison.OrdinalIgnoreCase)).ToList())
            customer.Flag(name);
        if (customer.Object("Address") is { } address) CheckAddress(address);
        if (customer.Object("ShippingAddress") is { } shipping) CheckAddress(shipping);
    }

    public static void CheckUpdate(Fields customer, QliroSimulatorOptions options)
    {
        Check(customer);
        if (!options.RefusesFixedMembersInUpdate) return;
        foreach (var (name, value) in customer.Body)
        {
            if (value is not null && !updatableMembers.Contains(name, StringComparer.OrdinalIgnoreCase))
                throw customer.Wrong(name, "The field cannot be updated.");
        }
    }

    public static void CheckAddress(Fields address, bool complete = false)
    {
        address.Text("FirstName", complete, max: 100);
        address.Text("LastName", complete, max: 100);
        address.Text("CompanyName", max: 100);
        address.Text("Street", complete, max: 100);
        address.Text("Street2", max: 40);
        address.Text("CareOf", max: 100);
        address.Text("PostalCode", complete, max: 15);
        address.Text("City", complete, max: 100);
        address.Text("Area", max: 100);
        address.Text("AreaCode", max: 10);
    }
}
