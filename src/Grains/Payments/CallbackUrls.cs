using Microsoft.Extensions.Options;
using QliroAdapter.Norce;
using QliroAdapter.QliroCallbacks;

namespace QliroAdapter.Payments;

/// <summary>
/// The URLs of our routes as partners are given them. Qliro's hold merchant, channel and a token; Norce sends merchant
/// and channel as headers, and a bearer token. Settings override the channel's configuration document.
/// </summary>
public sealed class CallbackUrls(IOptions<AdapterOptions> options, CallbackTokens tokens)
{
    /// <summary>A route that Qliro calls: validate, push, status.</summary>
    public string ForQliro(PaymentKey key, ChannelConfiguration configuration, string callback)
        => $"{Callback(Public(configuration), key)}/{callback}?merchant={Uri.EscapeDataString(key.Merchant)}"
            + $"&channel={Uri.EscapeDataString(key.Channel)}&token={tokens.For(key, PurposeOf(callback))}";

    private static CallbackPurpose PurposeOf(string callback)
        => callback is "validate" or "shipping-methods" or "shipping-addresses"
            ? CallbackPurpose.Checkout
            : CallbackPurpose.Reports;

    /// <summary>A hook that Norce calls: update-payment, state-changed.</summary>
    public string ForNorce(PaymentKey key, ChannelConfiguration configuration, string callback)
        => $"{Callback(Internal(configuration), key)}/{callback}";

    /// <summary>A payment action that Norce calls: capture, cancel, refund.</summary>
    public string Action(PaymentKey key, ChannelConfiguration configuration, string action)
        => $"{Internal(configuration)}/api/order/v1/{Path(key)}/{action}";

    private static string Callback(string @base, PaymentKey key) => $"{@base}/api/checkout/v1/callback/{Path(key)}";

    private static string Path(PaymentKey key)
        => $"orders/{Uri.EscapeDataString(key.OrderId)}/payments/{Uri.EscapeDataString(key.PaymentId)}";

    private string Public(ChannelConfiguration configuration)
        => Trim(options.Value.PublicUrl ?? configuration.PublicUrl ?? throw Missing());

    private string Internal(ChannelConfiguration configuration)
        => Trim(options.Value.InternalUrl ?? options.Value.PublicUrl
            ?? configuration.InternalUrl ?? configuration.PublicUrl ?? throw Missing());

    private static string Trim(string url) => url.TrimEnd('/');

    private static InvalidOperationException Missing()
        => new("Neither Adapter:PublicUrl nor adapter.publicUrl of the channel's configuration says where partners "
            + "reach us.");
}
