namespace QliroAdapter.Sandbox.Norce;

/// <summary>What happens to a write while another write on the same order is running its hooks.</summary>
public enum BusyOrder
{
    /// <summary>409 order-conflict at once.</summary>
    Refuse,

    /// <summary>The write waits until the hooks are done.</summary>
    Wait,
}

/// <summary>The behaviour of the simulated Norce where its documentation leaves a choice.</summary>
public sealed class NorceSimulatorOptions
{
    /// <summary>Loopback port; 0 takes a free one.</summary>
    public int Port { get; init; }

    /// <summary>
    /// False keeps it off the network; it is then reached through <see cref="NorceSimulator.CreateHandler"/>.
    /// </summary>
    public bool Listen { get; init; } = true;

    public TimeProvider Clock { get; init; } = TimeProvider.System;

    /// <summary>The same seed gives the same ids.</summary>
    public string Seed { get; init; } = "norce";

    /// <summary>Bearer tokens accepted besides those the token endpoint handed out.</summary>
    public IList<string> Tokens { get; } = [DefaultToken];

    /// <summary>The bearer token sent to hooks, validations, notifications and actions.</summary>
    public string CallbackToken { get; set; } = DefaultToken;

    public string ClientId { get; init; } = "sandbox-client";

    public string ClientSecret { get; init; } = "sandbox-client-secret";

    /// <summary>How long a hook may take before the change is refused.</summary>
    public TimeSpan HookTimeout { get; set; } = TimeSpan.FromSeconds(10);

    /// <summary>How long a validation may take before it counts as passed.</summary>
    public TimeSpan ValidationTimeout { get; set; } = TimeSpan.FromSeconds(10);

    public BusyOrder BusyOrder { get; set; } = BusyOrder.Refuse;

    /// <summary>True: a failed validate answers <c>{"errors":[…]}</c>; false: a bare array.</summary>
    public bool ValidationErrorsInObject { get; set; }

    /// <summary>Whether payments may take the newer states <c>cancelled</c> and <c>refunded</c>.</summary>
    public bool AcceptsCancelledAndRefunded { get; set; } = true;

    /// <summary>Sends calls to the adapter; null uses the network.</summary>
    public HttpMessageHandler? CallbackHandler { get; set; }

    public const string DefaultToken = "sandbox-norce-token";

    public const string DefaultMerchant = "acme";

    public const string DefaultChannel = "se-qliro";

    /// <summary>A channel whose document lets the shopper choose the delivery in Qliro's frame.</summary>
    public const string DeliveryChannel = "se-qliro-delivery";

    /// <summary>This repository's adapter, as Norce names it.</summary>
    public const string QliroAdapterId = "qliro_checkout_adapter";

    /// <summary>The platform's own adapter, in whose name carts change.</summary>
    public const string PlatformAdapterId = "norce_adapter";
}
