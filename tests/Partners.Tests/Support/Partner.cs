using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.Logging;
using Microsoft.Extensions.Logging.Abstractions;
using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;
using QliroAdapter.Store;

namespace QliroAdapter.Partners.Tests;

/// <summary>Clients over a stub, and the values that every test uses.</summary>
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

    public static QliroClient Qliro(StubPartner stub, TimeProvider? clock = null, PartnerCircuits? circuits = null)
    {
        circuits ??= Circuits(clock);
        return new(QliroApi.Over<IQliroMerchantApi>(stub, circuits), circuits, clock ?? TimeProvider.System,
            Options.Create(new QliroOptions()), NullLogger<QliroClient>.Instance);
    }

    public static QliroAdminClient Admin(StubPartner stub, TimeProvider? clock = null, PartnerCircuits? circuits = null)
    {
        circuits ??= Circuits(clock);
        return new(QliroApi.Over<IQliroAdminApi>(stub, circuits), circuits, clock ?? TimeProvider.System,
            Options.Create(new QliroOptions()), NullLogger<QliroAdminClient>.Instance);
    }

    /// <summary>Closed circuits; every random number is one half.</summary>
    public static PartnerCircuits Circuits(TimeProvider? clock = null, OutageOptions? options = null)
        => new(clock ?? TimeProvider.System, () => 0.5, Options.Create(options ?? new OutageOptions()),
            NullLogger<PartnerCircuits>.Instance);

    public static NorceOrderClient Norce(StubPartner stub, TimeProvider? clock = null, NorceOptions? options = null,
        StubPartner? identity = null)
    {
        var all = Options.Create(options ?? Settings());
        var circuits = Circuits(clock);
        var api = NorceApi.Over<INorceOrderApi>(stub, Tokens(all, clock, identity), circuits);
        return new(api, circuits, clock ?? TimeProvider.System, all, NullLogger<NorceOrderClient>.Instance);
    }

    /// <summary>A node's cache in front of the real grain of each channel, or of other grains.</summary>
    public static ChannelConfigurations Channels(StubPartner stub, TimeProvider? clock = null,
        IConfiguration? settings = null, IPaymentGrains? grains = null,
        ILogger<ChannelConfigurations>? logger = null)
        => new(Configurations(stub, clock), new(() => grains ?? ChannelsOnly(stub, clock)), clock
            ?? TimeProvider.System,
            Options.Create(Settings()), settings ?? new ConfigurationBuilder().Build(),
            logger ?? NullLogger<ChannelConfigurations>.Instance);

    private static LocalGrains ChannelsOnly(StubPartner stub, TimeProvider? clock)
        => new(new(() => throw new NotSupportedException("Only channels.")), null,
            context => Channel(stub, clock ?? TimeProvider.System, new(), context.GrainId.Key.ToString()!));

    /// <summary>An activation of the channel's grain, with the state that is stored.</summary>
    public static ChannelGrain Channel(
        StubPartner stub, TimeProvider clock, StateShelf<ChannelState> shelf, string? key = null,
        ILogger<ChannelGrain>? logger = null, params string[] dataKeys)
    {
        key ??= Order.ChannelKey.ToString();
        var seal = new ChannelVault(new(Options.Create(new KeyOptions { DataKeys = dataKeys })));
        return new(new OutsideSilo(key), shelf.Of(key), Configurations(stub, clock), seal, clock,
            Options.Create(Settings()), logger ?? NullLogger<ChannelGrain>.Instance);
    }

    public static NorceConfigurationClient Configurations(StubPartner stub, TimeProvider? clock = null)
    {
        var all = Options.Create(Settings());
        var circuits = Circuits(clock);
        var api = NorceApi.Over<INorceConfigurationApi>(stub, Tokens(all, clock, null), circuits);
        return new(api, circuits, clock ?? TimeProvider.System, all, NullLogger<NorceConfigurationClient>.Instance);
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
        => new(NorceApi.IdentityOver(identity ?? new StubPartner(), Circuits(clock)), clock ?? TimeProvider.System,
            options, NullLogger<NorceTokens>.Instance);
}
