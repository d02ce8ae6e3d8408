using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests.Qliro;

public sealed class When_the_wire_is_real : IDisposable
{
    private readonly RealWire wire = new();

    [Fact]
    public async Task Should_call_a_closed_port_unavailable()
    {
        var account = wire.Account;
        wire.Close();

        var answer = await wire.Qliro.CreateOrder(account, Requests.Create(), Partner.Ct);

        answer.Failure!.Kind.ShouldBe(PartnerFailureKind.Unavailable);
    }

    [Theory]
    [InlineData("")]
    [InlineData("HTTP/1.1 200 OK\r\nContent-Length: 100\r\n\r\n{")]
    public async Task Should_call_a_cut_answer_unknown(string answer)
    {
        var serving = wire.ServeOnce(answer);

        var created = await wire.Qliro.CreateOrder(wire.Account, Requests.Create(), Partner.Ct);

        await serving;
        created.Failure!.Kind.ShouldBe(PartnerFailureKind.Unknown);
    }

    [Fact]
    public async Task Should_never_follow_a_redirect()
    {
        var target = wire.Account.ApiUrl + "/elsewhere";
        var serving = wire.ServeOnce(
            $"HTTP/1.1 307 Temporary Redirect\r\nLocation: {target}\r\nContent-Length: 0\r\n\r\n");

        var created = await wire.Qliro.CreateOrder(wire.Account, Requests.Create(), Partner.Ct);

        await serving;
        (created.Failure!.Kind, created.Failure.Status).ShouldBe((PartnerFailureKind.Rejected, 307));
        wire.HasAnotherCaller.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_say_what_is_wrong_with_a_certificate()
    {
        var serving = wire.OfferCertificate();

        var created = await wire.Qliro.CreateOrder(wire.SecureAccount, Requests.Create(), Partner.Ct);

        await serving;
        created.Failure!.Kind.ShouldBe(PartnerFailureKind.Unavailable);
        created.Failure.Message.ShouldContain("certificate is not accepted here");
    }

    [Theory]
    [InlineData("https://norce.example", null, false)]
    [InlineData("https://{merchant}.norce.example", null, false)]
    [InlineData("https://norce.example", "true", true)]
    [InlineData("http://localhost:5081/{merchant}", null, true)]
    [InlineData("http://10.0.0.7", null, true)]
    public async Task Should_connect_to_a_private_address_only_where_the_settings_have_one(
        string norce, string? allowed, bool isConnected)
    {
        (string, string)[] more = [("Norce:OrderApiUrl", norce)];
        if (allowed is not null) more = [.. more, ("Qliro:AllowPrivateAddresses", allowed)];
        using var inside = new RealWire(more);
        var serving = isConnected ? inside.ServeOnce("") : Task.CompletedTask;

        var created = await inside.Qliro.CreateOrder(inside.Account, Requests.Create(), Partner.Ct);

        await serving;
        created.Failure!.Message.Contains("is a private address", StringComparison.Ordinal).ShouldBe(!isConnected);
        created.Failure.Kind.ShouldBe(isConnected ? PartnerFailureKind.Unknown : PartnerFailureKind.Unavailable);
        inside.HasAnotherCaller.ShouldBeFalse();
    }

    [Fact]
    public async Task Should_connect_anywhere_for_a_document_of_the_settings()
    {
        using var inside = new RealWire(
            ("Norce:OrderApiUrl", "https://norce.example"), ("Channels:0:apiSettings:apiUrl", "http://127.0.0.1:1"));
        var serving = inside.ServeOnce("");

        await inside.Qliro.CreateOrder(inside.Account, Requests.Create(), Partner.Ct);

        (await serving).ShouldContain("POST /checkout/merchantapi/Orders");
    }

    [Theory]
    [InlineData("127.0.0.1", true)]
    [InlineData("0.0.0.0", true)]
    [InlineData("10.1.2.3", true)]
    [InlineData("100.64.0.1", true)]
    [InlineData("169.254.169.254", true)]
    [InlineData("172.31.255.255", true)]
    [InlineData("192.168.0.1", true)]
    [InlineData("224.0.0.1", true)]
    [InlineData("::1", true)]
    [InlineData("::", true)]
    [InlineData("fe80::1", true)]
    [InlineData("fd00::1", true)]
    [InlineData("::ffff:10.0.0.1", true)]
    [InlineData("64:ff9b::a9fe:a9fe", true)]
    [InlineData("2002:c0a8:0001::1", true)]
    [InlineData("172.32.0.1", false)]
    [InlineData("100.128.0.1", false)]
    [InlineData("193.10.0.1", false)]
    [InlineData("2a00:1450::1", false)]
    [InlineData("64:ff9b::808:808", false)]
    [InlineData("64:ff9b:1::808:808", true)]
    [InlineData("::7f00:1", true)]
    [InlineData("::ffff:7f00:1", true)]
    [InlineData("168.63.129.16", true)]
    [InlineData("168.63.129.17", false)]
    public void Should_tell_a_private_address(string address, bool isPrivate)
        => PrivateAddress.Is(System.Net.IPAddress.Parse(address)).ShouldBe(isPrivate);

    [Fact]
    public void Should_register_everything_a_host_needs()
    {
        wire.Resolves<QliroAdminClient>().ShouldBeTrue();
        wire.Resolves<NorceOrderClient>().ShouldBeTrue();
        wire.Resolves<NorceTokens>().ShouldBeTrue();
        wire.Resolves<ChannelConfigurations>().ShouldBeTrue();
    }

    public void Dispose() => wire.Dispose();
}
