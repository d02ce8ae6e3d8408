using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>The providers that Qliro integrates.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<ShippingProvider>))]
public enum ShippingProvider
{
    /// <summary>nShift, which Qliro calls Unifaun.</summary>
    NShift,

    /// <summary>Ingrid.</summary>
    Ingrid,
}

/// <summary>Providers' names.</summary>
public static class ShippingProviderNames
{
    /// <summary>As the channel's document spells it.</summary>
    public static string Name(this ShippingProvider provider)
        => provider == ShippingProvider.NShift ? "nShift" : provider.ToString();
}
