using System.Text.Json.Serialization;

namespace QliroAdapter.Payments;

/// <summary>The state of a payment: Norce's payment states, except for the two ends of a creation.</summary>
[JsonConverter(typeof(JsonStringEnumConverter<PaymentState>))]
public enum PaymentState
{
    /// <summary>Added at Norce; Qliro's order or our hooks may still be missing.</summary>
    Creating,

    /// <summary>The checkout is open.</summary>
    Intent,

    /// <summary>We approved the purchase at Qliro.</summary>
    Processing,

    /// <summary>Qliro has the purchase under review.</summary>
    Pending,

    /// <summary>Money is reserved, and not all of it captured.</summary>
    Reserved,

    /// <summary>Nothing is left to capture.</summary>
    Captured,

    /// <summary>Everything captured was given back.</summary>
    Credited,

    /// <summary>The reservation was released and nothing captured.</summary>
    Cancelled,

    /// <summary>Qliro refused the purchase for good.</summary>
    Declined,

    /// <summary>Taken off the order, or its creation was never completed.</summary>
    Removed,
}

/// <summary>Checks of a state that are needed in several places.</summary>
public static class PaymentStates
{
    /// <summary>True while the shopper may still change the cart.</summary>
    public static bool IsOpen(this PaymentState state) => state is PaymentState.Intent or PaymentState.Processing;

    /// <summary>True when Qliro has accepted the purchase at some time.</summary>
    public static bool IsPurchased(this PaymentState state) => state is PaymentState.Pending or PaymentState.Reserved
        or PaymentState.Captured or PaymentState.Credited or PaymentState.Cancelled;

    /// <summary>The word that operators read and the store indexes.</summary>
    public static string Name(this PaymentState state) => state.ToString().ToLowerInvariant();
}
