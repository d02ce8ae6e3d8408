using Microsoft.Extensions.Configuration;

namespace QliroAdapter.WebFront.Tests.Hosting;

public sealed class When_settings_are_wrong
{
    [Fact]
    public void Should_name_every_mistake_of_a_fully_invalid_configuration()
    {
        MistakesIn(new()
        {
            ["urls"] = "http://127.0.0.1:5080;ftp://somewhere;nonsense",
            ["Adapter:PublicUrl"] = "adapter.example",
            ["Adapter:InternalUrl"] = "ftp://adapter.example",
            ["Adapter:AccessTokens:0"] = "",
            ["Adapter:AccessTokens:1"] = "sha256:abc",
            ["Adapter:CallbackSecrets:0"] = " ",
            ["Adapter:RequireCallbackToken"] = "perhaps",
            ["Adapter:PaymentState:Cancelled"] = "",
            ["Adapter:PaymentState:Refunded"] = " ",
            ["Reconciliation:IntervalSeconds"] = "0",
            ["Retry:FirstSeconds"] = "-1",
            ["Retry:LongestSeconds"] = "soon",
            ["Retry:GiveUpHours"] = "NaN",
            ["Ops:AccessTokens:0"] = "sha256:",
            ["RateLimit:PerSecond"] = "0",
            ["Norce:OrderApiUrl"] = "nonsense",
            ["Norce:ConfigurationApiUrl"] = "nonsense",
            ["Norce:TimeoutSeconds"] = "0",
            ["Norce:ClientCredentials:Scope"] = "stage",
            ["Qliro:TimeoutSeconds"] = "-5",
            ["Qliro:ReopenAfterSeconds"] = "never",
            ["Channels:0:merchant"] = "norce",
        }).ShouldBe(
            """
            Adapter:PublicUrl must be an absolute http or https URL, not 'adapter.example'.
            Adapter:InternalUrl must be an absolute http or https URL, not 'ftp://adapter.example'.
            Adapter:AccessTokens:0 is empty; leave it out or give a token.
            Adapter:AccessTokens:1 must hold the 64 hex digits of a SHA-256 hash after 'sha256:'.
            Adapter:PaymentState:Cancelled is empty; leave it out for the default.
            Adapter:PaymentState:Refunded is empty; leave it out for the default.
            Reconciliation:IntervalSeconds must be a number from 0.05 to 86400, not '0'.
            Retry:FirstSeconds must be a number from 0.01 to 3600, not '-1'.
            Retry:LongestSeconds must be a number from 0.01 to 86400, not 'soon'.
            Retry:GiveUpHours must be a number from 0.001 to 8760, not 'NaN'.
            Ops:AccessTokens:0 must hold the 64 hex digits of a SHA-256 hash after 'sha256:'.
            RateLimit:PerSecond must be a number from 1 to 1000000, not '0'.
            ASPNETCORE_URLS must be addresses to listen on, such as http://127.0.0.1:5080, not 'ftp://somewhere'.
            ASPNETCORE_URLS must be addresses to listen on, such as http://127.0.0.1:5080, not 'nonsense'.
            Adapter:CallbackSecrets:0 is empty; leave it out or give a secret.
            Adapter:RequireCallbackToken must be true or false, not 'perhaps'.
            Norce:OrderApiUrl must be an absolute http or https URL, not 'nonsense'.
            Norce:ConfigurationApiUrl must be an absolute http or https URL, not 'nonsense'.
            Norce:ClientCredentials:TokenUrl is required: where tokens are fetched.
            Norce:ClientCredentials:ClientId is required: who fetches tokens.
            Norce:ClientCredentials:ClientSecret is required: what proves it.
            Norce:TimeoutSeconds must be a whole number of seconds from 1 to 60, not '0'.
            Channels:0 needs merchant and channel.
            Qliro:TimeoutSeconds must be a whole number of seconds from 1 to 60, not '-5'.
            Qliro:ReopenAfterSeconds must be a whole number of seconds from 1 to 3600, not 'never'.
            """);
    }

    [Fact]
    public void Should_ask_for_what_has_no_default() => MistakesIn([]).ShouldBe(
        """
        Adapter:CallbackSecrets is required: at least one secret to sign the URLs handed to Qliro with.
        Norce:OrderApiUrl is required: the base URL of Norce's Order API, which may hold {merchant}.
        Norce:ConfigurationApiUrl is required: the base URL of Norce's Configuration API, unless every channel is under
        Norce:Token is required: the bearer token for Norce, unless Norce:ClientCredentials is set.
        """.Replace("is under\n", "is under Channels.\n", StringComparison.Ordinal));

    [Fact]
    public void Should_compare_the_retry_times() => MistakesIn(Complete(
        ("Retry:FirstSeconds", "10"), ("Retry:LongestSeconds", "5"))).ShouldBe(
            "Retry:LongestSeconds must not be below Retry:FirstSeconds.");

    [Fact]
    public void Should_find_nothing_wrong_with_the_least_that_is_needed() => MistakesIn(Complete()).ShouldBeEmpty();

    internal static Dictionary<string, string?> Complete(params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Adapter:CallbackSecrets:0"] = "secret",
            ["Norce:OrderApiUrl"] = "https://norce.example/order",
            ["Norce:ConfigurationApiUrl"] = "https://norce.example/{merchant}/configuration",
            ["Norce:Token"] = "norce-token",
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        return all;
    }

    private static string MistakesIn(Dictionary<string, string?> settings)
    {
        var configuration = new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
        return string.Join('\n', AdapterApp.Mistakes(configuration));
    }
}
