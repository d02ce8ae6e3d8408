using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Sandbox.Shop;

/// <summary>The addresses and credentials of the shop's partners.</summary>
public sealed class DemoShopOptions
{
    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    public required string OrderApiUrl { get; init; }

    public required string AdapterUrl { get; init; }

    /// <summary>The bearer token for the adapter. It stays on the server.</summary>
    public required string AdapterToken { get; init; }

    public string NorceToken { get; init; } = NorceSimulatorOptions.DefaultToken;

    public string Merchant { get; init; } = NorceSimulatorOptions.DefaultMerchant;

    public string Channel { get; init; } = NorceSimulatorOptions.DefaultChannel;

    /// <summary>The channel of orders whose delivery is chosen in Qliro's frame.</summary>
    public string DeliveryChannel { get; init; } = NorceSimulatorOptions.DeliveryChannel;
}
