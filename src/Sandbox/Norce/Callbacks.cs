namespace QliroAdapter.Sandbox.Norce;

/// <summary>The headers and the body with which Norce calls an adapter.</summary>
internal static class Callbacks
{
    public static Dictionary<string, string> Headers(NorceOrder order, NorceSimulatorOptions options)
        => new(StringComparer.Ordinal)
        {
            ["Authorization"] = "Bearer " + options.CallbackToken,
            ["x-merchant"] = order.Merchant,
            ["x-channel"] = order.Channel,
        };
}
