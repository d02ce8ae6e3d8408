using System.Text.Json.Serialization;

namespace QliroAdapter.Payments;

/// <summary>The state of a payment. Norce's payment states, but for the two ends of a creation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaymentState>))]
public enum PaymentState
{
    /// <summary>Added at Norce; Qliro's order or our hooks may be missing.</summary>
    Creating,

    /// <summary>The checkout is open.</summary>
    Intent,

    /// <summary>We told Qliro that the purchase may go through.</summary>
    Processing,

    /// <summary>Qliro has the purchase under review.</summary>
    Pending,

    /// <summary>Money is reserved, wholly or in part still uncaptured.</summary>
    Reserved,

    /// <summary>Nothing is left to capture.</summary>
    Captured,

    /// <summary>All that was captured was given back.</summary>
    Credited,

    /// <summary>The reservation was released and nothing captured.</summary>
    Cancelled,

    /// <summary>Qliro refused the purchase for good.</summary>
    Declined,

    /// <summary>Taken off the order, or never completed.</summary>
    Removed,
}

/// <summary>Questions that are asked of a state in more than one place.</summary>
public static class PaymentStates
{
    /// <summary>The shopper may still change the cart.</summary>
    public static bool IsOpen(this PaymentState state) => state is PaymentState.Intent or PaymentState.Processing;

    /// <summary>Qliro accepted the purchase at some time.</summary>
    public static bool IsPurchased(this PaymentState state) => state is PaymentState.Pending or PaymentState.Reserved
        or PaymentState.Captured or PaymentState.Credited or PaymentState.Cancelled;

    /// <summary>The word operators and the store's index see.</summary>
    public static string Name(this PaymentState state) => state.ToString().ToLowerInvariant();
}
