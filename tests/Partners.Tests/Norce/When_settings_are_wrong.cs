using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Norce;

public sealed class When_settings_are_wrong
{
    [Fact]
    public void Should_list_everything_that_is_missing()
        => NorceRegistration.SettingMistakes(Partner.Configuration()).ShouldBe(
        [
            "Norce:OrderApiUrl is required: the base URL of Norce's Order API, which may hold {merchant}.",
            "Norce:ConfigurationApiUrl is required: the base URL of Norce's Configuration API, "
                + "unless every channel is under Channels.",
            "Norce:Token is required: the bearer token for Norce, unless Norce:ClientCredentials is set.",
        ]);

    [Fact]
    public void Should_list_everything_that_is_invalid()
        => NorceRegistration.SettingMistakes(Partner.Configuration(
            ("Norce:OrderApiUrl", "order.norce"),
            ("Norce:ClientCredentials:ClientId", "me"),
            ("Norce:TimeoutSeconds", "0"),
            ("Norce:ConfigurationStaleHours", "721"),
            ("Channels:0:merchant", "acme"),
            ("Channels:1:merchant", "acme"),
            ("Channels:1:channel", "se"),
            ("Channels:1:apiUrl", "https://pago.qit.nu"))).ShouldBe(
        [
            "Norce:OrderApiUrl must be an absolute http or https URL, not 'order.norce'.",
            "Norce:ClientCredentials:TokenUrl is required: where tokens are fetched.",
            "Norce:ClientCredentials:ClientSecret is required: what proves it.",
            "Norce:TimeoutSeconds must be a whole number of seconds from 1 to 60, not '0'.",
            "Norce:ConfigurationStaleHours must be a whole number of hours from 1 to 720, not '721'.",
            "Channels:0 needs merchant and channel.",
            "Channels:1: merchantApiKey is required.",
        ]);

    [Fact]
    public void Should_be_content_with_good_ones()
    {
        var good = Partner.Configuration(
            ("Norce:OrderApiUrl", "https://{merchant}.norce.tech/order"),
            ("Norce:ConfigurationApiUrl", "http://127.0.0.1:5081"),
            ("Norce:Token", "t"), ("Norce:TimeoutSeconds", "5"), ("Qliro:TimeoutSeconds", "10"));

        NorceRegistration.SettingMistakes(good).ShouldBeEmpty();
        QliroRegistration.SettingMistakes(good).ShouldBeEmpty();
    }

    [Fact]
    public void Should_name_qliros_too()
        => QliroRegistration.SettingMistakes(
            Partner.Configuration(("Qliro:TimeoutSeconds", "soon"), ("Qliro:ReopenAfterSeconds", "3601")))
            .ShouldBe(
            [
                "Qliro:TimeoutSeconds must be a whole number of seconds from 1 to 60, not 'soon'.",
                "Qliro:ReopenAfterSeconds must be a whole number of seconds from 1 to 3600, not '3601'.",
            ]);
}
