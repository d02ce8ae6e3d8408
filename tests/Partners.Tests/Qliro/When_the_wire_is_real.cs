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
    public void Should_register_everything_a_host_needs()
    {
        wire.Resolves<QliroAdminClient>().ShouldBeTrue();
        wire.Resolves<NorceOrderClient>().ShouldBeTrue();
        wire.Resolves<NorceTokens>().ShouldBeTrue();
        wire.Resolves<ChannelConfigurations>().ShouldBeTrue();
    }

    public void Dispose() => wire.Dispose();
}
