using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using Microsoft.AspNetCore.Builder;
using Microsoft.AspNetCore.Hosting;
using Microsoft.AspNetCore.Http;
using Microsoft.Extensions.Logging;
using QliroAdapter.Partners;

namespace QliroAdapter.WebFront.Tests.Commands;

/// <summary>On a real socket, with a certificate that no known authority signed.</summary>
public sealed class When_a_host_shows_its_certificate
{
    [Theory]
    [InlineData(400, "is not trusted here (RemoteCertificateChainErrors)")]
    [InlineData(-1, "ended on ")]
    public async Task Should_be_told_before_callers_are(int days, string seen)
    {
        await using var host = await Start(days);
        var results = await new HostProbe(TimeProvider.System).Check(new(host.Urls.Single()))
            .Run(TimeProvider.System, CancellationToken.None);
        var result = results.ShouldHaveSingleItem();
        result.Verdict.ShouldBe(Verdict.Fail);
        result.Seen.ShouldStartWith(seen);
    }

    [Fact]
    public async Task Should_not_be_asked_when_only_a_document_names_a_private_one()
    {
        using var listener = new System.Net.Sockets.TcpListener(System.Net.IPAddress.Loopback, 0);
        listener.Start();
        var guard = new DocumentHosts(new HashSet<string>(StringComparer.OrdinalIgnoreCase));

        var results = await new HostProbe(TimeProvider.System, guard).Check(new($"https://{listener.LocalEndpoint}"))
            .Run(TimeProvider.System, CancellationToken.None);

        var result = results.ShouldHaveSingleItem();
        (result.Verdict, result.Seen).ShouldSatisfyAllConditions(
            one => one.Verdict.ShouldBe(Verdict.Fail),
            one => one.Seen.ShouldContain("is a private address"));
        listener.Pending().ShouldBeFalse();
    }

    private static async Task<WebApplication> Start(int days)
    {
        using var key = ECDsa.Create(ECCurve.NamedCurves.nistP256);
        var request = new CertificateRequest("CN=127.0.0.1", key, HashAlgorithmName.SHA256);
        var names = new SubjectAlternativeNameBuilder();
        names.AddIpAddress(System.Net.IPAddress.Loopback);
        request.CertificateExtensions.Add(names.Build());
        var now = TimeProvider.System.GetUtcNow();
        using var made = request.CreateSelfSigned(now.AddDays(-30), now.AddDays(days));
        var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        var builder = WebApplication.CreateSlimBuilder();
        builder.Logging.ClearProviders();
        builder.WebHost.UseKestrelHttpsConfiguration().ConfigureKestrel(kestrel =>
            kestrel.Listen(System.Net.IPAddress.Loopback, 0, listen => listen.UseHttps(certificate)));
        var app = builder.Build();
        app.Run(context => context.Response.WriteAsync("hello"));
        await app.StartAsync();
        return app;
    }
}
