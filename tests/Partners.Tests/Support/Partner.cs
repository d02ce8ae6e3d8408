using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests;

/// <summary>Clients over a stub, and the few things every test names.</summary>
internal static class Partner
{
    public static readonly OrderKey Order = OrderKey.Of("acme", "se-qliro", "oTestAbc");

    public static readonly QliroAccount Account = new()
    {
        ApiUrl = "https://pago.qit.nu/",
        MerchantApiKey = "DEMO",
        MerchantApiSecret = Masked.Of("demo-secret-0001"),
    };

    public static readonly QliroOrderId QliroId = QliroOrderId.Of(4950001);

    public static CancellationToken Ct => TestContext.Current.CancellationToken;

    public static QliroClient Qliro(StubPartner stub, TimeProvider? clock = null, PartnerGates? gates = null)
    {
        gates ??= Gates(clock);
        return new(QliroApi.Over<IQliroMerchantApi>(stub, gates), gates, clock ?? TimeProvider.System,
            Options.Create(new QliroOptions()), NullLogger<QliroClient>.Instance);
    }

    public static QliroAdminClient Admin(StubPartner stub, TimeProvider? clock = null, PartnerGates? gates = null)
    {
        gates ??= Gates(clock);
        return new(QliroApi.Over<IQliroAdminApi>(stub, gates), gates, clock ?? TimeProvider.System,
            Options.Create(new QliroOptions()), NullLogger<QliroAdminClient>.Instance);
    }

    /// <summary>Gates that have seen nothing; every draw is one half.</summary>
    public static PartnerGates Gates(TimeProvider? clock = null, OutageOptions? options = null)
        => new(clock ?? TimeProvider.System, () => 0.5, Options.Create(options ?? new OutageOptions()),
            NullLogger<PartnerGates>.Instance);

    public static NorceOrderClient Norce(StubPartner stub, TimeProvider? clock = null, NorceOptions? options = null,
        StubPartner? identity = null)
    {
        var all = Options.Create(options ?? Settings());
        var gates = Gates(clock);
        var api = NorceApi.Over<INorceOrderApi>(stub, Tokens(all, clock, identity), gates);
        return new(api, gates, clock ?? TimeProvider.System, all, NullLogger<NorceOrderClient>.Instance);
    }

    public static ChannelConfigurations Channels(StubPartner stub, TimeProvider? clock = null,
        IConfiguration? settings = null)
        => new(Configurations(stub, clock), clock ?? TimeProvider.System, Options.Create(Settings()),
            settings ?? new ConfigurationBuilder().Build());

    public static NorceConfigurationClient Configurations(StubPartner stub, TimeProvider? clock = null)
    {
        var all = Options.Create(Settings());
        var gates = Gates(clock);
        var api = NorceApi.Over<INorceConfigurationApi>(stub, Tokens(all, clock, null), gates);
        return new(api, gates, clock ?? TimeProvider.System, all, NullLogger<NorceConfigurationClient>.Instance);
    }

    public static NorceOptions Settings() => new()
    {
        OrderApiUrl = "https://{merchant}.api-se.stage.norce.tech/checkout/order",
        ConfigurationApiUrl = "https://norce.example/{merchant}/configuration/",
        Token = "static-token",
    };

    public static IConfiguration Configuration(params (string Key, string Value)[] settings)
        => new ConfigurationBuilder()
        .AddInMemoryCollection(settings.Select(one => KeyValuePair.Create(one.Key, (string?)one.Value)))
        .Build();

    private static NorceTokens Tokens(IOptions<NorceOptions> options, TimeProvider? clock, StubPartner? identity)
        => new(NorceApi.IdentityOver(identity ?? new StubPartner(), Gates(clock)), clock ?? TimeProvider.System,
            options, NullLogger<NorceTokens>.Instance);
}
