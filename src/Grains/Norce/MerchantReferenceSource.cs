using System.Text.Json.Serialization;

namespace QliroAdapter.Norce;

/// <summary>Which Norce value becomes Qliro's merchant reference.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<MerchantReferenceSource>))]
public enum MerchantReferenceSource
{
    /// <summary>The order's id.</summary>
    OrderId,

    /// <summary>
    /// The cart's reference with a hash of the order's id, because two orders may come from one cart; the order's id
    /// when the cart has no reference.
    /// </summary>
    OrderCartReference,
}

/// <summary>The hook that a payment registers for changed goods.</summary>
public enum HookMode
{
    /// <summary>The current hook.</summary>
    UpdatePayment,

    /// <summary>The older hook, for merchants whose orders still expect it.</summary>
    CartChanged,
}
