using BenchmarkDotNet.Attributes;
using Microsoft.Extensions.Configuration;
using Microsoft.Extensions.DependencyInjection;
using QliroAdapter.Norce;
using QliroAdapter.Partners;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Bench.Pieces;

/// <summary>
/// One call to Norce through all layers, over a socket of the loopback. The simulated Norce answers in this process, so
/// that its part is in the figures: it is the same from one version of the pipeline to the next.
/// </summary>
public class PartnerCall
{
    private NorceSimulator simulator = null!;
    private ServiceProvider services = null!;
    private NorceOrderClient client = null!;
    private OrderKey order;

    [GlobalSetup]
    public async Task Start()
    {
        simulator = await NorceSimulator.Start();
        order = OrderKey.Of(NorceSimulatorOptions.DefaultMerchant, NorceSimulatorOptions.DefaultChannel,
            simulator.AddOrder(NorceOrders.Cart(NorceOrders.Item())));
        services = new ServiceCollection().AddNorce(new ConfigurationBuilder().AddInMemoryCollection(
            new Dictionary<string, string?>
            {
                ["Norce:OrderApiUrl"] = simulator.OrderApiUrl,
                ["Norce:ConfigurationApiUrl"] = simulator.ConfigurationApiUrl,
                ["Norce:Token"] = NorceSimulatorOptions.DefaultToken,
            }).Build()).BuildServiceProvider();
        client = services.GetRequiredService<NorceOrderClient>();
    }

    [Benchmark]
    public Task<Answer<NorceOrder>> GetOrder() => client.GetOrder(order, CancellationToken.None);

    /// <summary>The log of the simulator would grow without end.</summary>
    [IterationCleanup]
    public void Forget() => simulator.Log.Clear();

    [GlobalCleanup]
    public async Task Stop()
    {
        await services.DisposeAsync();
        await simulator.DisposeAsync();
    }
}
