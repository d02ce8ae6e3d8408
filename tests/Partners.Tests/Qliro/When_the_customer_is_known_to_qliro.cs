using System.Text.Json;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_the_customer_is_known_to_qliro
{
    private static readonly QliroOrder sample = JsonSerializer.Deserialize<QliroOrder>(Samples.QliroOrder,
        QliroJson.Options)!;

    [Fact]
    public void Should_fill_a_person_in()
    {
        var address = AddressTranslation.MergeBilling(null, sample)!;

        (address.Type, address.GivenName, address.FamilyName, address.StreetAddress, address.PostalCode, address.City,
            address.Country)
            .ShouldBe(("person", "Test", "Person", "Gatan 1", "11122", "Stockholm", "SE"));
        (address.Email, address.Phone, address.NationalIdentificationNumber!.Reveal())
            .ShouldBe(("t@example.com", "+46700000000", "790625-5307"));
        address.OrganizationIdentificationNumber.ShouldBeNull();
    }

    [Fact]
    public void Should_fill_a_company_in()
    {
        var order = sample with
        {
            Customer = sample.Customer! with
            {
                JuridicalType = JuridicalType.Company,
                PersonalNumber = Masked.Of(
                "556001-1982"),
                VatNumber = "SE556001198201"
            },
            BillingAddress = sample.BillingAddress! with { CompanyName = "Bolaget AB" },
        };

        var address = AddressTranslation.MergeBilling(null, order)!;

        (address.Type, address.OrganizationName, address.OrganizationIdentificationNumber!.Reveal())
            .ShouldBe(("organization", "Bolaget AB", "556001-1982"));
        address.NationalIdentificationNumber.ShouldBeNull();
        address.Attributes!["vatId"].GetString().ShouldBe("SE556001198201");
    }

    [Fact]
    public void Should_give_the_same_instance_when_nothing_changed()
    {
        var known = AddressTranslation.MergeBilling(null, sample);

        AddressTranslation.MergeBilling(known, sample).ShouldBeSameAs(known);
    }

    [Fact]
    public void Should_never_blank_what_is_known()
    {
        var known = new NorceAddress
        {
            GivenName = "Anna", CareOf = "Bo", StreetAddress = "Vägen 2", Phone = "+461",
            Reference = "keep"
        };
        var masked = new QliroAddress { FirstName = "A***", Street = null, City = "Umeå", CareOf = " " };

        var address = AddressTranslation.Merge(known, masked, customer: null, withIdentity: true)!;

        address.ShouldBe(known with { City = "Umeå" });
    }

    [Fact]
    public void Should_change_nothing_before_the_customer_is_identified()
    {
        var known = new NorceAddress { GivenName = "Anna" };

        var nobody = sample with { Customer = new() { JuridicalType = JuridicalType.Company }, BillingAddress = null };
        AddressTranslation.MergeBilling(known, nobody).ShouldBeSameAs(known);
        AddressTranslation.MergeBilling(known, nobody with { BillingAddress = new() { CountryCode = "SE" } })
            .ShouldBeSameAs(known);
        AddressTranslation.MergeShipping(null, sample with { ShippingAddress = null }).ShouldBeNull();
    }

    [Fact]
    public void Should_keep_the_identity_number_out_of_the_shipping_address()
        => AddressTranslation.MergeShipping(null, sample)!.NationalIdentificationNumber.ShouldBeNull();

    [Fact]
    public void Should_offer_what_norce_knows()
    {
        var customer = new NorceCustomer
        {
            Type = "organization",
            Billing = new()
            {
                OrganizationName = "Bolaget AB", OrganizationIdentificationNumber = Masked.Of(
                "556001-1982"), Email = "a@b.se"
            },
            Shipping = new() { StreetAddress = new string('g', 101), City = "Umeå" },
        };

        var offered = AddressTranslation.Prefill(customer)!;

        (offered.JuridicalType, offered.PersonalNumber!.Reveal(), offered.Email)
            .ShouldBe(("Company", "556001-1982", "a@b.se"));
        offered.Address!.CompanyName.ShouldBe("Bolaget AB");
        offered.ShippingAddress!.Street!.Length.ShouldBe(100);
    }

    [Theory]
    [InlineData("person")]
    [InlineData(null)]
    public void Should_offer_nothing_when_norce_knows_nothing(string? type)
    {
        AddressTranslation.Prefill(new NorceCustomer { Type = type, Billing = new() { Email = " " } }).ShouldBeNull();
        AddressTranslation.Prefill(null).ShouldBeNull();
    }

    [Fact]
    public void Should_send_no_separate_shipping_address_for_a_person()
        => AddressTranslation.Prefill(new()
        {
            Type = "person", Billing = new() { City = "A" }, Shipping = new()
            {
                City = "B"
            }
        })!
            .ShippingAddress.ShouldBeNull();
}
