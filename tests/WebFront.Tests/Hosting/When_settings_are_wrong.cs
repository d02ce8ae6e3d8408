using Microsoft.Extensions.Configuration;
using QliroAdapter.Silo;

namespace QliroAdapter.WebFront.Tests.Hosting;

public sealed class When_settings_are_wrong
{
    private static readonly string secret = new('s', 16);

    [Fact]
    public void Should_name_every_mistake_of_a_fully_invalid_configuration()
    {
        MistakesIn(new()
        {
            ["urls"] = "http://127.0.0.1:5080;ftp://somewhere;nonsense;http://127.0.0.1:508O;http://[::1]:5080",
            ["Adapter:PublicUrl"] = "adapter.example",
            ["Adapter:InternalUrl"] = "ftp://adapter.example",
            ["Adapter:PaymentState:Cancelled"] = "",
            ["Adapter:PaymentState:Refunded"] = "returned",
            ["Adapter:AccessTokens:0"] = "",
            ["Adapter:AccessTokens:1"] = "sha256:abc",
            ["Adapter:AccessTokens:2"] = "sha256:<hex of the token>",
            ["Adapter:CallbackSecrets:0"] = " ",
            ["Adapter:CallbackSecrets:1"] = "<32 random bytes, base64>",
            ["Adapter:RequireCallbackToken"] = "perhaps",
            ["Norce:OrderApiUrl"] = "nonsense",
            ["Norce:ConfigurationApiUrl"] = "nonsense",
            ["Norce:Token"] = "<static bearer>",
            ["Norce:ClientCredentials:Scope"] = "stage",
            ["Norce:TimeoutSeconds"] = "0",
            ["Norce:ConfigurationStaleHours"] = "721",
            ["Qliro:TimeoutSeconds"] = "-5",
            ["Qliro:ReopenAfterSeconds"] = "never",
            ["Channels:0:merchant"] = "norce",
            ["Channels:1:merchant"] = "norce",
            ["Channels:1:channel"] = "1",
            ["Channels:1:apiSettings:apiUrl"] = "pago",
            ["Channels:1:options:primryColor"] = "#000000",
            ["Channels:1:merchantApiSecret"] = "hush",
            ["Storage:KeepPaymentDays"] = "29",
            ["Storage:Sqlite:Path"] = " ",
            ["Storage:Sqlite:GroupLimit"] = "many",
            ["Storage:Sqlite:QueueLimit"] = "65537",
            ["Storage:Postgres:ConnectionString"] = "Host=db;Password=<password>",
            ["Storage:Postgres:Connections"] = "1",
            ["Storage:Postgres:KeepEventMonths"] = "-1",
            ["Silo:Role"] = "Silo",
            ["Silo:ClusterId"] = "",
            ["Silo:ServiceId"] = " ",
            ["Silo:Address"] = "0.0.0.0",
            ["Silo:Port"] = "0",
            ["Silo:GatewayPort"] = "65536",
            ["Silo:Tls:Key"] = "key.pem",
            ["Silo:IdleSeconds"] = "0",
            ["Silo:QueueLimit"] = "1.5",
            ["Silo:DueScanMilliseconds"] = "9",
            ["Silo:DueWorkParallelism"] = "",
            ["Reconciliation:IntervalSeconds"] = "0",
            ["Reconciliation:ComparisonsPerSecond"] = "1,5",
            ["Retry:FirstSeconds"] = "-1",
            ["Retry:LongestSeconds"] = "soon",
            ["Retry:GiveUpHours"] = "NaN",
            ["Outage:CallsMin"] = "1",
            ["Outage:FirstSeconds"] = "0.4",
            ["Outage:LongestSeconds"] = "3601",
            ["Outage:PaymentsPerSecond"] = "none",
            ["Ops:AccessTokens:0"] = "sha256:",
            ["Ops:AccessTokens:1:Token"] = "<token of Anna>",
            ["Ops:AccessTokens:1:Role"] = "admin",
            ["Ops:AccessTokens:2:Name"] = "Bo",
            ["Proxy:TrustedAddresses:0"] = "proxy",
            ["Proxy:TrustedAddresses:1"] = "10.0.0.0/33",
            ["RateLimit:PerSecond"] = "0",
            ["RateLimit:PerMinute"] = "10",
            ["Stroage:Sqlite:Path"] = "payments.db",
        }).ShouldBe(
            """
            ASPNETCORE_URLS must be addresses to listen on, such as http://127.0.0.1:5080, not 'ftp://somewhere'.
            ASPNETCORE_URLS must be addresses to listen on, such as http://127.0.0.1:5080, not 'nonsense'.
            ASPNETCORE_URLS must be addresses to listen on, such as http://127.0.0.1:5080, not 'http://127.0.0.1:508O'.
            Adapter:PublicUrl must be an absolute http or https URL, not 'adapter.example'.
            Adapter:InternalUrl must be an absolute http or https URL, not 'ftp://adapter.example'.
            Adapter:PaymentState:Cancelled is empty; leave it out for the default.
            Adapter:PaymentState:Refunded must be a payment state of Norce (intent, removed, processing, failed, confirmed, pending, declined, reserved, credited, captured, cancelled, refunded), not 'returned'.
            Adapter:AccessTokens:0 is empty; leave it out or give one.
            Adapter:AccessTokens:1 must hold the 64 hex digits of a SHA-256 hash after 'sha256:'.
            Adapter:AccessTokens:2 is still the placeholder of a sample; put the real one in its place.
            Adapter:CallbackSecrets:0 is empty; leave it out or give one.
            Adapter:CallbackSecrets:1 is still the placeholder of a sample; put the real one in its place.
            Adapter:RequireCallbackToken must be true or false, not 'perhaps'.
            Norce:OrderApiUrl must be an absolute http or https URL, not 'nonsense'.
            Norce:ConfigurationApiUrl must be an absolute http or https URL, not 'nonsense'.
            Norce:Token is still the placeholder of a sample; put the real one in its place.
            Norce:ClientCredentials:TokenUrl is required: where tokens are fetched.
            Norce:ClientCredentials:ClientId is required: who fetches tokens.
            Norce:ClientCredentials:ClientSecret is required: what proves it.
            Norce:TimeoutSeconds must be a whole number from 1 to 60, not '0'.
            Norce:ConfigurationStaleHours must be a whole number from 1 to 720, not '721'.
            Qliro:TimeoutSeconds must be a whole number from 1 to 60, not '-5'.
            Qliro:ReopenAfterSeconds must be a number from 1 to 3600, not 'never'.
            Storage:Sqlite:Path is empty; leave it out for the default.
            Storage:Sqlite:GroupLimit must be a whole number from 1 to 4096, not 'many'.
            Storage:Sqlite:QueueLimit must be a whole number from 1 to 65536, not '65537'.
            Storage:Postgres:ConnectionString holds still the placeholder of a sample; put the real password in its place.
            Storage:Postgres:Connections must be a whole number from 2 to 1000, not '1'.
            Storage:Postgres:KeepEventMonths must be a whole number from 0 to 1200, not '-1'.
            Silo:Role must be one of Both, Front, not 'Silo'.
            Silo:ClusterId is empty; leave it out for the default.
            Silo:ServiceId is empty; leave it out for the default.
            Silo:Address must be one address that other nodes can call, not '0.0.0.0'.
            Silo:Port must be a whole number from 1 to 65535, not '0'.
            Silo:GatewayPort must be a whole number from 1 to 65535, not '65536'.
            Silo:Tls:Certificate is required when nodes talk over TLS: a PEM file.
            Silo:Tls:Authority is required when nodes talk over TLS: a PEM file.
            Silo:IdleSeconds must be a whole number from 1 to 86400, not '0'.
            Silo:QueueLimit must be a whole number from 1 to 10000, not '1.5'.
            Silo:DueScanMilliseconds must be a whole number from 10 to 60000, not '9'.
            Silo:DueWorkParallelism is empty; leave it out for the default.
            Reconciliation:IntervalSeconds must be a number from 0.05 to 86400, not '0'.
            Reconciliation:ComparisonsPerSecond must be a number from 0.01 to 1000, not '1,5'.
            Retry:FirstSeconds must be a number from 0.01 to 3600, not '-1'.
            Retry:LongestSeconds must be a number from 0.01 to 86400, not 'soon'.
            Retry:GiveUpHours must be a number from 0.001 to 8760, not 'NaN'.
            Outage:CallsMin must be a whole number from 2 to 10000, not '1'.
            Outage:FirstSeconds must be a number from 0.5 to 3600, not '0.4'.
            Outage:LongestSeconds must be a number from 0.5 to 3600, not '3601'.
            Outage:PaymentsPerSecond must be a number from 0.1 to 10000, not 'none'.
            Ops:AccessTokens:0 must hold the 64 hex digits of a SHA-256 hash after 'sha256:'.
            Ops:AccessTokens:1:Name is required.
            Ops:AccessTokens:1:Token is still the placeholder of a sample; put the real one in its place.
            Ops:AccessTokens:1:Role must be one of Read, Act, not 'admin'.
            Ops:AccessTokens:2:Token is required.
            RateLimit:PerSecond must be a whole number from 1 to 1000000, not '0'.
            Proxy:TrustedAddresses:0 must be an IP address or a network such as 10.0.0.0/8, not 'proxy'.
            Proxy:TrustedAddresses:1 must be an IP address or a network such as 10.0.0.0/8, not '10.0.0.0/33'.
            Storage:KeepPaymentDays must be a whole number from 30 to 36500, not '29'.
            Norce:Token stands beside Norce:ClientCredentials, and only one can be used; leave one of them out.
            Channels:0:channel is required.
            Channels:0:apiUrl is required.
            Channels:0:merchantApiKey is required.
            Channels:0:merchantApiSecret is required.
            Channels:0:confirmationUrl is required.
            Channels:0:termsUrl is required.
            Channels:1:apiSettings:apiUrl must be an absolute http or https URL.
            Channels:1:merchantApiKey is required.
            Channels:1:confirmationUrl is required.
            Channels:1:termsUrl is required.
            Channels:1:options:primryColor is no setting; the nearest is Channels:1:options:primaryColor.
            RateLimit:PerMinute is no setting; the nearest is RateLimit:PerSecond.
            Stroage:Sqlite:Path is no setting; the nearest is Storage:Sqlite:Path.
            """);
    }

    [Fact]
    public void Should_ask_for_what_has_no_default() => MistakesIn([]).ShouldBe(
        """
        Adapter:CallbackSecrets is required: at least one secret to sign the URLs handed to Qliro with.
        Norce:OrderApiUrl is required: the base URL of Norce's Order API, which may hold {merchant}.
        Norce:Token is required: the bearer token for Norce, unless Norce:ClientCredentials is set.
        Norce:ConfigurationApiUrl is required: the base URL of Norce's Configuration API, unless every channel is under
        """ + " Channels.");

    /// <summary>A setting beside the least that is needed, and what is said of it.</summary>
    [Theory]
    [InlineData("Norce:TimeoutSecond", "5", "is no setting; the nearest is Norce:TimeoutSeconds")]
    [InlineData("Norce:TIMEOUTSECONDS2", "5", "is no setting; the nearest is Norce:TimeoutSeconds")]
    [InlineData("Nocre:Token", "t", "is no setting; the nearest is Norce:Token")]
    [InlineData("Adapter:AcessTokens:3", "t", "is no setting; the nearest is Adapter:AccessTokens:3")]
    [InlineData("Adapter:AccessTokens:first", "t", "is no setting; the nearest is Adapter:AccessTokens:0")]
    [InlineData("Norce:Token:0", "t", "is no setting; the nearest is Norce:Token")]
    [InlineData("Ops:AccessTokens", "t", "must be a list: Ops:AccessTokens:0 and so on")]
    [InlineData("Ops:AccessTokens:0:Roles", "act", "is no setting; the nearest is Ops:AccessTokens:0:Role")]
    [InlineData("Channel:0:merchant", "m", "is no setting; the nearest is Channels:0:merchant")]
    [InlineData("Norce:ClientCredentials", "me", "must hold keys of its own")]
    [InlineData("Adapter:PublicUrl", "https://a.example/x?y=1", "must hold neither query nor fragment, not 'https://a.example/x?y=1'")]
    [InlineData("Adapter:PublicUrl", "https://a.example/#x", "must hold neither query nor fragment, not 'https://a.example/#x'")]
    [InlineData("Adapter:InternalUrl", "https://me@a.example", "must hold no user and no password")]
    [InlineData("Adapter:PublicUrl", "https://a.example/{merchant}", "must hold no placeholder, not 'https://a.example/{merchant}'")]
    [InlineData("Norce:OrderApiUrl", "https://n.example/{tenant}/order", "may hold {merchant} and no other placeholder, not 'https://n.example/{tenant}/order'")]
    [InlineData("Norce:ConfigurationApiUrl", "https://n.example/{Merchant}", "may hold {merchant} and no other placeholder, not 'https://n.example/{Merchant}'")]
    [InlineData("Norce:ClientCredentials:TokenUrl", "https://n.example/{merchant}", "must hold no placeholder, not 'https://n.example/{merchant}'")]
    [InlineData("Norce:Token", "Bearer abc", "begins with the word Bearer, which is written before it anyway; put the token alone")]
    [InlineData("Adapter:AccessTokens:0", "bearer abc", "begins with the word Bearer, which is written before it anyway; put the token alone")]
    [InlineData("Logging:LogLevel:Orleans", "Loud", "must be one of Trace, Debug, Information, Warning, Error, Critical, None, not 'Loud'")]
    [InlineData("Norce:Token", "${NORCE_TOKEN}", "is still a variable that nothing has filled in; set that, or put the real one in its place")]
    [InlineData("Adapter:CallbackSecrets:0", "$(CALLBACK_SECRET)", "is still a variable that nothing has filled in; set that, or put the real one in its place")]
    [InlineData("Adapter:AccessTokens:0", "{{ .Values.accessToken }}", "is still a variable that nothing has filled in; set that, or put the real one in its place")]
    [InlineData("Adapter:AccessTokens:0", "sha256:${TOKEN_HASH}", "is still a variable that nothing has filled in; set that, or put the real one in its place")]
    [InlineData("Storage:Postgres:ConnectionString", "${DATABASE}", "is still a variable that nothing has filled in; set that, or put the real one in its place")]
    [InlineData("Storage:Postgres:ConnectionString", "Host=db;Username=adapter;Password=${PASSWORD}", "holds still a variable that nothing has filled in; set that, or put the real value in its place")]
    [InlineData("Channels:0:merchantApiSecret", "${QLIRO_SECRET}", "is still a variable that nothing has filled in; set that, or put the real one in its place")]
    [InlineData("Channels:0:apiSettings:merchantApiKey", "<key>", "is still the placeholder of a sample; put the real one in its place")]
    [InlineData("Adapter:PaymentState:Refunded", "Credited", null)]
    [InlineData("Adapter:CallbackSecrets:0", "fifteen letters", "is shorter than 16 bytes and can be guessed; put a random one of 32 in its place")]
    public void Should_stop_at_what_cannot_be(string key, string value, string? mistake)
    {
        var mistakes = AdapterSettings.Mistakes(Configured(Complete((key, value))), SiloRole.Both);
        if (mistake is null) mistakes.ShouldHaveSingleItem().ShouldStartWith(key);
        else mistakes.ShouldContain($"{key} {mistake}.");
    }

    [Fact]
    public void Should_take_the_means_to_fetch_a_token_in_its_place() => MistakesIn(Complete(
        ("Norce:Token", ""),
        ("Norce:ClientCredentials:TokenUrl", "https://norce.example/token"),
        ("Norce:ClientCredentials:ClientId", "me"),
        ("Norce:ClientCredentials:ClientSecret", "hush"))).ShouldBeEmpty();

    [Fact]
    public void Should_not_choose_between_a_token_and_the_means_to_fetch_one() => MistakesIn(Complete(
        ("Norce:ClientCredentials:TokenUrl", "https://norce.example/token"),
        ("Norce:ClientCredentials:ClientId", "me"),
        ("Norce:ClientCredentials:ClientSecret", "hush"))).ShouldBe(
            "Norce:Token stands beside Norce:ClientCredentials:TokenUrl, and only one can be used; leave one of them out.");

    [Fact]
    public void Should_say_that_a_token_stands_beside_the_half_of_what_fetches_one() => MistakesIn(Complete(
        ("Norce:ClientCredentials:TokenUrl", "https://norce.example/token"))).ShouldContain(
            "Norce:Token stands beside Norce:ClientCredentials, and only one can be used; leave one of them out.");

    [Fact]
    public void Should_show_no_password_of_an_address_to_listen_on()
        => MistakesIn(Complete(("urls", "ftp://me:hush@adapter.example"))).ShouldBe(
            "ASPNETCORE_URLS must be addresses to listen on, such as http://127.0.0.1:5080.");

    [Theory]
    [InlineData("Adapter:PublicUrl", "http://me:hush@adapter.example")]
    [InlineData("Adapter:InternalUrl", "ftp://me:hush@adapter.example")]
    [InlineData("Norce:TimeoutSeconds", "http://me:hush@adapter.example")]
    public void Should_show_no_password_of_a_url(string key, string value)
    {
        var line = MistakesIn(Complete((key, value)));
        line.ShouldNotContain("\n");
        line.ShouldStartWith($"{key} must ");
        line.ShouldNotContain("hush");
    }

    [Theory]
    [InlineData("Norce:ClientCredentials:ClientId")]
    [InlineData("Silo:Tls:Certificate")]
    public void Should_take_a_group_of_empty_keys_for_none(string key)
        => MistakesIn(Complete((key, ""))).ShouldBeEmpty();

    [Theory]
    [InlineData("Retry")]
    [InlineData("Outage")]
    public void Should_compare_the_pauses(string section) => MistakesIn(Complete(
        ($"{section}:FirstSeconds", "10"), ($"{section}:LongestSeconds", "5"))).ShouldBe(
            $"{section}:LongestSeconds must not be below {section}:FirstSeconds.");

    [Fact]
    public void Should_never_tell_a_secret()
    {
        const string canary = "canary";
        MistakesIn(Complete(
            ("Adapter:AccessTokens:0", "sha256:" + canary), ("Adapter:CallbackSecrets:1", $"<{canary}>"),
            ("Norce:Token", $"<{canary}>"), ("Ops:AccessTokens:0", $"<{canary}>"), ("Channels:0:merchant", "m"),
            ("Channels:0:channel", "c"), ("Channels:0:merchantApiKey", canary + new string('k', 50)),
            ("Storage:Postgres:ConnectionString", canary))).ShouldNotContain(canary);
    }

    [Fact]
    public void Should_find_nothing_wrong_with_the_least_that_is_needed() => MistakesIn(Complete()).ShouldBeEmpty();

    [Fact]
    public void Should_not_look_at_what_belongs_to_others() => MistakesIn(Complete(
        ("Logging:LogLevel:Default", "Warning"), ("Kestrel:Endpoints:Http:Url", "http://127.0.0.1:1"), ("PATH", "/bin"),
        ("ADAPTER_SERVICE_PORT", "80"), ("Silo", "1"))).ShouldBeEmpty();

    [Fact]
    public void Should_take_what_is_left_empty_where_nothing_is_a_default() => MistakesIn(Complete(
        ("Storage:Postgres:ConnectionString", ""), ("Adapter:PublicUrl", " "), ("Silo:Address", ""))).ShouldBeEmpty();

    internal static Dictionary<string, string?> Complete(params (string Key, string? Value)[] settings)
    {
        var all = new Dictionary<string, string?>(StringComparer.OrdinalIgnoreCase)
        {
            ["Adapter:CallbackSecrets:0"] = secret,
            ["Norce:OrderApiUrl"] = "https://norce.example/order",
            ["Norce:ConfigurationApiUrl"] = "https://norce.example/{merchant}/configuration",
            ["Norce:Token"] = "norce-token",
        };
        foreach (var (key, value) in settings)
            all[key] = value;
        return all;
    }

    private static string MistakesIn(Dictionary<string, string?> settings)
        => string.Join('\n', AdapterSettings.Mistakes(Configured(settings), SiloRole.Both));

    private static IConfiguration Configured(Dictionary<string, string?> settings)
        => new ConfigurationBuilder().AddInMemoryCollection(settings).Build();
}
