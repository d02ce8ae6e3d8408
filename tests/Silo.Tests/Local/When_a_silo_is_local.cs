using System.Globalization;
using System.Net;
using Microsoft.AspNetCore.Connections;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Silo.Tests.Run;

namespace QliroAdapter.Silo.Tests.Local;

public sealed class When_a_silo_is_local
{
    [Fact]
    public async Task Should_listen_on_no_port_but_http()
    {
        using var balancer = new Balancer();
        await using var shop = await Shop.Open(balancer);
        using var node = NodeProcess.WebFront("local", NodeProcess.Settings(shop.Norce, null));
        await node.Start();

        ListeningPorts(node.ProcessId).ShouldBe([new Uri(node.Url).Port]);
    }

    [Fact]
    public async Task Should_hear_of_nobody_until_it_stops()
    {
        await using var listener = await new NoListeners().BindAsync(new IPEndPoint(IPAddress.Loopback, 11111));
        var accepting = listener.AcceptAsync().AsTask();
        accepting.IsCompleted.ShouldBeFalse();

        await listener.UnbindAsync();

        (await accepting).ShouldBeNull();
    }

    [Fact]
    public void Should_replace_every_listener_under_the_key_it_has()
    {
        var services = new ServiceCollection();
        services.AddKeyedSingleton<IConnectionListenerFactory>("silo", (_, _) => throw new NotSupportedException());
        services.AddKeyedSingleton<IConnectionListenerFactory>("gateway", (_, _) => throw new NotSupportedException());

        NoListeners.Use(services);

        using var provider = services.BuildServiceProvider();
        foreach (var key in new[] { "silo", "gateway" })
            provider.GetRequiredKeyedService<IConnectionListenerFactory>(key).ShouldBeOfType<NoListeners>();
    }

    // The listening sockets among the process's open ones, from the kernel's tables.
    private static IReadOnlyList<int> ListeningPorts(int process)
    {
        var sockets = Directory.GetFiles($"/proc/{process}/fd").Select(LinkOf).ToHashSet(StringComparer.Ordinal);
        return [.. new[] { "tcp", "tcp6" }.SelectMany(table => File.ReadLines($"/proc/{process}/net/{table}").Skip(1))
            .Select(line => line.Split(' ', StringSplitOptions.RemoveEmptyEntries))
            .Where(columns => columns[3] == "0A" && sockets.Contains($"socket:[{columns[9]}]"))
            .Select(columns
                => int.Parse(columns[1].Split(':')[1], NumberStyles.HexNumber, CultureInfo.InvariantCulture))];
    }

    // Null for a socket that was closed after it was listed.
    private static string? LinkOf(string file)
    {
        try
        {
            return new FileInfo(file).LinkTarget;
        }
        catch (IOException)
        {
            return null;
        }
    }
}
