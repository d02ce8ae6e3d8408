using QliroAdapter.Client;
using QliroAdapter.Sandbox.Norce;

namespace QliroAdapter.Tests.Processes;

/// <summary>Calls the adapter as a shop of the simulated Norce does.</summary>
internal static class ShopClient
{
    /// <param name="url">The adapter's URL; relative addresses are resolved against it.</param>
    /// <param name="handler">Sends the calls; not disposed with the client. When absent, the network is used.</param>
    public static HttpClient Of(string url, HttpMessageHandler? handler = null)
    {
        var client = new HttpClient(handler ?? new SocketsHttpHandler(), disposeHandler: handler is null)
        {
            BaseAddress = new Uri(url), Timeout = TimeSpan.FromSeconds(30),
        };
        client.DefaultRequestHeaders.Authorization = new("Bearer", NorceSimulatorOptions.DefaultToken);
        client.DefaultRequestHeaders.Add("x-merchant", NorceSimulatorOptions.DefaultMerchant);
        client.DefaultRequestHeaders.Add("x-channel", NorceSimulatorOptions.DefaultChannel);
        return client;
    }

    /// <summary>A client as a shop's back end has it; failures are thrown at once, without retries.</summary>
    /// <param name="url">The adapter's URL.</param>
    /// <param name="handler">Sends the calls. When absent, the network is used.</param>
    public static IAdapterClient Api(string url, HttpMessageHandler? handler = null) => AdapterClients.Create(
        new()
        {
            BaseUrl = new(url), AccessToken = NorceSimulatorOptions.DefaultToken, AttemptsMax = 1,
            Merchant = NorceSimulatorOptions.DefaultMerchant, Channel = NorceSimulatorOptions.DefaultChannel,
        },
        handler);
}
