using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>Which Norce value becomes Qliro's merchant reference.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MerchantReferenceSource>))]
public enum MerchantReferenceSource
{
    /// <summary>The order's id.</summary>
    OrderId,

    /// <summary>
    /// The cart's reference, with a hash of the order's id, for two orders may come from one cart; the order's id when
    /// the cart has none.
    /// </summary>
    OrderCartReference,
}

/// <summary>Which hook a payment registers for changed goods.</summary>
public enum HookMode
{
    /// <summary>The present one.</summary>
    UpdatePayment,

    /// <summary>The older one, for merchants whose orders still expect it.</summary>
    CartChanged,
}
