using System.Net;
using System.Net.Sockets;
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

    public RealWire()
    {
        listener.Start();
        var settings = Partner.Configuration(("Norce:OrderApiUrl", "http://x"), ("Norce:Token", "t"));
        provider = new ServiceCollection().AddQliro(settings).AddNorce(settings)
            .AddSingleton<Microsoft.Extensions.Configuration.IConfiguration>(settings).BuildServiceProvider(
                validateScopes: true);
    }

    public QliroAccount Account => Partner.Account with { ApiUrl = $"http://{listener.LocalEndpoint}" };

    public QliroClient Qliro => provider.GetRequiredService<QliroClient>();

    public bool Resolves<T>()
        where T : notnull
        => provider.GetRequiredService<T>() is not null;

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
