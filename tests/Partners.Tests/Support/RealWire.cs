using System.Net;
using System.Net.Security;
using System.Net.Sockets;
using System.Security.Authentication;
using System.Security.Cryptography;
using System.Security.Cryptography.X509Certificates;
using System.Text;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Norce;
using QliroAdapter.Qliro;

namespace QliroAdapter.Partners.Tests;

/// <summary>A real listener on this machine, and the clients exactly as they are registered.</summary>
internal sealed class RealWire : IDisposable
{
    private readonly TcpListener listener = new(IPAddress.Loopback, 0);
    private readonly ServiceProvider provider;

    /// <param name="more">Settings in addition to a token; by default those of partners on this machine.</param>
    public RealWire(params (string Key, string Value)[] more)
    {
        listener.Start();
        (string, string)[] here = [("Norce:OrderApiUrl", "http://127.0.0.1")];
        var settings = Partner.Configuration([("Norce:Token", "t"), .. more.Length > 0 ? more : here]);
        provider = new ServiceCollection().AddQliro(settings).AddNorce(settings)
            .AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(settings).BuildServiceProvider(
                validateScopes: true);
    }

    public QliroAccount Account => Partner.Account with { ApiUrl = $"http://{listener.LocalEndpoint}" };

    public QliroClient Qliro => provider.GetRequiredService<QliroClient>();

    public bool Resolves<T>()
        where T : notnull
        => provider.GetRequiredService<T>() is not null;

    /// <summary>The same address with TLS, under a certificate that nobody has signed.</summary>
    public QliroAccount SecureAccount => Partner.Account with { ApiUrl = $"https://{listener.LocalEndpoint}" };

    /// <summary>Accepts one connection and offers it the certificate.</summary>
    public async Task OfferCertificate()
    {
        using var key = RSA.Create(2048);
        var made = new CertificateRequest("CN=nobody", key, HashAlgorithmName.SHA256, RSASignaturePadding.Pkcs1)
            .CreateSelfSigned(DateTimeOffset.UnixEpoch, new(2100, 1, 1, 0, 0, 0, TimeSpan.Zero));
        using var certificate = X509CertificateLoader.LoadPkcs12(made.Export(X509ContentType.Pkcs12), null);
        using var connection = await listener.AcceptTcpClientAsync();
        await using var secure = new SslStream(connection.GetStream());
        try
        {
            await secure.AuthenticateAsServerAsync(certificate);
            _ = await secure.ReadAsync(new byte[1]);
        }
        catch (Exception refused) when (refused is IOException or AuthenticationException)
        {
            // The client has turned it away.
        }
    }

    /// <summary>Closes the listener.</summary>
    public void Close() => listener.Stop();

    /// <summary>Accepts one connection, reads the request, sends this text and closes the connection.</summary>
    /// <returns>What was read of the request.</returns>
    public async Task<string> ServeOnce(string answer)
    {
        using var connection = await listener.AcceptTcpClientAsync();
        var buffer = new byte[65536];
        var read = await connection.GetStream().ReadAsync(buffer);
        if (answer.Length > 0) await connection.GetStream().WriteAsync(Encoding.ASCII.GetBytes(answer));
        return Encoding.ASCII.GetString(buffer, 0, read);
    }

    public bool HasAnotherCaller => listener.Pending();

    public void Dispose()
    {
        listener.Dispose();
        provider.Dispose();
    }
}
